/// White space at the ends and between the words of a text.
enum Whitespace {
  /// The range without ASCII white space at its ends.
  static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// Plain text with runs of white space as one space, and those that hold an empty line as a blank line.
  static func collapsed(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    var writer = TextWriter(capacity: range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] <= 0x20 {
        let start = at
        while at < range.upperBound, bytes[at] <= 0x20 { at += 1 }
        let lines = bytes[start..<at].count { $0 == UInt8(ascii: "\n") }
        if lines > 1 { writer.endParagraph() } else { writer.space() }
      } else {
        let start = at
        while at < range.upperBound, bytes[at] > 0x20 { at += 1 }
        writer.append(start..<at, of: bytes)
      }
    }
    return writer.text
  }
}
