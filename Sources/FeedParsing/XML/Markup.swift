import Bytes

/// Small searches that XML and HTML share.
enum Markup {
  /// The beginning of a CDATA section and of a comment.
  static let cdata = XMLName(exactly: "<![CDATA[")
  static let comment = XMLName(exactly: "<!--")

  /// Whether just these bytes stand there, compared all at once.
  @inline(__always)
  static func matches(_ mark: XMLName, in bytes: [UInt8], at start: Int, to end: Int) -> Bool {
    let length = mark.length
    return start + length <= end && XMLName(exactly: bytes, start..<start + length) == mark
  }

  static func matches(_ text: String, in bytes: [UInt8], at start: Int, to end: Int) -> Bool {
    var at = start
    for byte in text.utf8 {
      guard at < end, bytes[at] == byte else { return false }
      at += 1
    }
    return true
  }

  /// Whether two names are the same but for the case of their letters.
  static func isSameName(_ a: Range<Int>, _ b: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    guard a.count <= XMLName.capacity else { return bytes[a].elementsEqual(bytes[b]) }
    return XMLName(exactly: bytes, a) == XMLName(exactly: bytes, b) || XMLName(bytes, a) == XMLName(bytes, b)
  }

  /// The start of the first `text`, whose first byte should be a rare one.
  static func find(_ text: String, in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    guard let first = text.utf8.first else { return nil }
    var at = start
    while true {
      at = Bytes.first(first, in: bytes, at..<end)
      guard at < end else { return nil }
      if matches(text, in: bytes, at: at, to: end) { return at }
      at += 1
    }
  }
}
