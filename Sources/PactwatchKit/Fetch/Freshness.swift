import Curl
import FeedParsing

/// How long an answer may be taken for the latest there is: what a server says about the next request (RFC 9111, 4.2).
enum Freshness {
  /// What is left of its lifetime, in milliseconds: `max-age`, else `Expires`, less `Age`.
  ///
  /// Nil where the server says nothing about it; 0 where the answer is stale at once, and where its values contradict each
  /// other or cannot be read.
  static func lifetime(of headers: HTTPHeaders) -> Int? {
    let control = headers.all("cache-control").joined(separator: ",").lowercased()
    let directives = control.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
    if directives.contains(where: { $0 == "no-store" || $0.hasPrefix("no-cache") }) { return 0 }
    let ages = directives.filter { $0.hasPrefix("max-age=") }.map { $0.dropFirst("max-age=".count) }
    let age = headers["age"].flatMap { seconds($0) } ?? 0
    if let first = ages.first {
      guard ages.count == 1, let lifetime = seconds(first) else { return 0 }
      return max(0, lifetime - age) * 1_000
    }
    return headers["expires"].map { max(0, untilExpiry($0, headers) - age * 1_000) }
  }

  /// What is no date, such as 0, has expired (RFC 9111, 5.3).
  private static func untilExpiry(_ expires: String, _ headers: HTTPHeaders) -> Int {
    FeedDate.parse(expires).map { min(max(0, $0 - headers.serverTime), longest * 1_000) } ?? 0
  }

  /// A count of seconds without sign (RFC 9111, 1.2.2), quoted by some; more digits than an integer has are the longest.
  private static func seconds(_ value: some StringProtocol) -> Int? {
    let digits = value.utf8.filter { $0 != UInt8(ascii: "\"") }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return min(Int(String(decoding: digits, as: UTF8.self)) ?? longest, longest)
  }

  /// A year, in seconds: nobody means more.
  private static let longest = 365 * 24 * 60 * 60
}
