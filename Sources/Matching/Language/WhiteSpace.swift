/// White space in UTF-8, that of other scripts too (Unicode 15, PropList.txt, White_Space).
enum WhiteSpace {
  /// Where the first white space begins, or nil.
  static func firstIndex(in text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = UTF8Text.scalar(text.span, at: index - text.startIndex)
      if contains(scalar.value) { return index }
      index += scalar.length
    }
    return nil
  }

  /// The text without the white space at its beginning.
  static func drop(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = UTF8Text.scalar(text.span, at: index - text.startIndex)
      guard contains(scalar.value) else { break }
      index += scalar.length
    }
    return text[index...]
  }

  /// Whether a byte is a blank, tab or line break: the white space that files are laid out with.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }

  /// A stretch of a text without the blanks at both ends.
  static func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func contains(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}

extension String {
  /// With one blank for each run of blanks, tabs and line breaks.
  var oneLine: String {
    split { $0 == " " || $0 == "\t" || $0 == "\n" }.joined(separator: " ")
  }
}
