import Foundation

/// A request as it came over the wire.
package struct Request: Sendable {
  /// The address that was asked, such as `127.0.0.1`.
  package let host: String
  package let method: String
  /// With the query.
  package let path: String
  /// In the order they came, names as sent.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]
  /// The request line and headers, byte for byte.
  package let head: [UInt8]
  /// On a clock that only goes forward.
  package let time: ContinuousClock.Instant

  /// The value of a header, whatever the case of its name.
  package subscript(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// Reads the head, without its last empty line.
  init?(host: String, head: [UInt8], body: [UInt8]) {
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return nil }
    self.host = host
    self.method = String(words[0])
    self.path = String(words[1])
    self.headers = Self.fields(lines.dropFirst())
    self.body = body
    self.head = head
    self.time = .now
  }

  private static func fields(_ lines: ArraySlice<String>) -> [(name: String, value: String)] {
    lines.compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return (String(line[..<colon]), value)
    }
  }
}
