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

  /// Writes plain text: runs of white space as one space, those with an empty line as the end of a paragraph.
  static func writeCollapsed(_ bytes: [UInt8], _ range: Range<Int>, to writer: inout TextWriter) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch bytes[at] {
      case 0...0x20: at = writeGap(bytes, at..<range.upperBound, to: &writer)
      case UInt8(ascii: "<"), UInt8(ascii: "&"):
        writer.append(bytes[at])
        at += 1
      case 0xC2 where at + 1 < range.upperBound && bytes[at + 1] == 0xA0:
        writer.space()
        at += 2
      default: at = writer.appendText(at..<range.upperBound, of: bytes)
      }
    }
  }

  /// Passes over white space and gives its end.
  private static func writeGap(_ bytes: [UInt8], _ range: Range<Int>, to writer: inout TextWriter) -> Int {
    var at = range.lowerBound
    var lineFeeds = 0
    while at < range.upperBound, bytes[at] <= 0x20 {
      if bytes[at] == UInt8(ascii: "\n") { lineFeeds += 1 }
      at += 1
    }
    if lineFeeds > 1 { writer.endParagraph() } else { writer.space() }
    return at
  }
}
