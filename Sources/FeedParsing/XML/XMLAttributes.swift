import Bytes

/// One attribute: byte ranges of its name and of its value without quotes.
struct XMLAttribute {
  var name: Range<Int>
  var value: Range<Int>
}

/// Reads the attributes of a tag one by one; quotes may be missing.
struct XMLAttributeReader {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int
  private var left: Int
  /// Whether a value had no quotes, or a name no value.
  private(set) var isDamaged = false
  /// Whether the limit came before the end.
  private(set) var hitLimit = false

  /// - Parameter range: `XMLTag.attributes`, up to and with the `>`.
  init(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) {
    self.bytes = bytes
    at = range.lowerBound
    var end = max(range.lowerBound, range.upperBound - 1)
    if end > at, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    self.end = end
    left = limit
  }

  mutating func next() -> XMLAttribute? {
    skip { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
    guard at < end else { return nil }
    guard left > 0 else {
      hitLimit = true
      return nil
    }
    left -= 1
    let nameStart = at
    at += 1
    skip { $0 > 0x20 && $0 != UInt8(ascii: "=") }
    let name = nameStart..<at
    skip { $0 <= 0x20 }
    guard at < end, bytes[at] == UInt8(ascii: "=") else {
      isDamaged = true
      return XMLAttribute(name: name, value: at..<at)
    }
    at += 1
    return XMLAttribute(name: name, value: value())
  }

  private mutating func value() -> Range<Int> {
    skip { $0 <= 0x20 }
    guard at < end else { return at..<at }
    let quote = bytes[at]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let close = Bytes.first(quote, in: bytes, at + 1..<end)
      defer { at = close + 1 }
      if close < end { return at + 1..<close }
    }
    isDamaged = true
    let start = at
    skip { $0 > 0x20 }
    return start..<at
  }

  @inline(__always) private mutating func skip(while condition: (UInt8) -> Bool) {
    while at < end, condition(bytes[at]) { at += 1 }
  }
}
