/// Scalars in UTF-8 bytes. The bytes come from Swift strings, so they are valid; nothing traps if they are not.
enum UTF8Text {
  /// The scalar at an index and how many bytes it takes, at least 1.
  @inline(__always)
  static func scalar(_ text: Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(text[index])
    if lead < 0x80 { return (lead, 1) }
    let available = text.count - index
    if lead < 0xE0 {
      guard available >= 2 else { return (replacement, 1) }
      return ((lead & 0x1F) << 6 | continuation(text[index + 1]), 2)
    }
    if lead < 0xF0 {
      guard available >= 3 else { return (replacement, available) }
      return ((lead & 0xF) << 12 | continuation(text[index + 1]) << 6 | continuation(text[index + 2]), 3)
    }
    guard available >= 4 else { return (replacement, available) }
    let high = (lead & 7) << 18 | continuation(text[index + 1]) << 12
    return (min(last, high | continuation(text[index + 2]) << 6 | continuation(text[index + 3])), 4)
  }

  /// The scalar that ends before an index, which must be above 0.
  static func scalar(_ text: Span<UInt8>, before index: Int) -> (value: UInt32, length: Int) {
    var start = index - 1
    while start > 0, index - start < 4, isContinuation(text[start]) { start -= 1 }
    return (scalar(text, at: start).value, index - start)
  }

  @inline(__always)
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  private static let replacement: UInt32 = 0xFFFD
  private static let last: UInt32 = 0x10_FFFF

  @inline(__always)
  private static func continuation(_ byte: UInt8) -> UInt32 { UInt32(byte & 0x3F) }
}

extension String {
  /// The part between two UTF-8 offsets, or nothing where the text ends before.
  func utf8Slice(_ range: Range<Int>) -> String {
    guard range.upperBound <= utf8.count else { return "" }
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }
}
