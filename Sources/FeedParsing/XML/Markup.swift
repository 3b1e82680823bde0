import Bytes

/// Small searches that XML and HTML share.
enum Markup {
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
    for offset in 0..<a.count where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] {
      return a.count <= XMLName.capacity && XMLName(bytes, a) == XMLName(bytes, b)
    }
    return true
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
