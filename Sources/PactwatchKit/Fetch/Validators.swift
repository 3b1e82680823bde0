import Curl
import FeedParsing

/// ETag and Last-Modified: what makes a request conditional (RFC 9110, 8.8 and 13.1).
///
/// Both are opaque and go back as they came: servers compare them as text, and a date written anew does not match.
struct Validators: Equatable {
  var etag: String?
  var lastModified: String?

  /// Longer values are mistakes or attacks.
  private static let longest = 1024

  /// The usable validators of an answer, with notes about the others.
  static func of(_ headers: HTTPHeaders) -> (validators: Validators, notes: [String]) {
    var notes: [String] = []
    let etag = usable("etag", of: headers, named: "ETag", &notes)
    var lastModified = usable("last-modified", of: headers, named: "Last-Modified", &notes)
    if etag == nil, let date = lastModified, !isSettled(date, at: headers.serverTime) {
      lastModified = nil
      notes.append(
        "its server says that it changed at the very moment of the answer: it is asked for in full again"
      )
    }
    return (Validators(etag: etag, lastModified: lastModified), notes)
  }

  /// Whether no later change can have the same date: it is older than the answer (RFC 9110, 8.8.2.2).
  ///
  /// A date that cannot be read goes back as text.
  private static func isSettled(_ lastModified: String, at time: Int) -> Bool {
    FeedDate.parse(lastModified).map { $0 <= time - shortestAge } ?? true
  }

  /// Two seconds, in milliseconds: one for the resolution of the date, one for a clock that was read before the file was.
  private static let shortestAge = 2_000

  private static func usable(
    _ name: String, of headers: HTTPHeaders, named label: String, _ notes: inout [String]
  ) -> String? {
    guard let value = headers[name], !value.isEmpty else { return nil }
    if value.unicodeScalars.count <= longest && HTTPHeader.isSendable(value) { return value }
    notes.append("its \(label) cannot be sent back and is dropped: it is too long or has control characters")
    return nil
  }

  /// The conditional headers. Values that cannot be sent, from a state that was tampered with, are left out.
  var headers: [HTTPHeader] {
    let match = etag.flatMap { try? HTTPHeader("If-None-Match", $0) }
    let since = lastModified.flatMap { try? HTTPHeader("If-Modified-Since", $0) }
    return [match, since].compactMap { $0 }
  }

  /// After `304 Not Modified`: what the server sent anew, otherwise what there was (RFC 9111, 3.2).
  func updated(by newer: Validators) -> Validators {
    Validators(etag: newer.etag ?? etag, lastModified: newer.lastModified ?? lastModified)
  }
}
