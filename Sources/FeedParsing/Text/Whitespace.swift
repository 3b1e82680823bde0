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
      if bytes[at] <= 0x20 {
        at = writeGap(bytes, at..<range.upperBound, to: &writer)
      } else {
        // A lone mark of markup is text here.
        let stop = max(at + 1, TextRun.end(in: bytes, at..<range.upperBound))
        let isNoBreakSpace = bytes[at] == 0xC2 && stop == at + 1
        if isNoBreakSpace { writer.space() } else { writer.append(at..<stop, of: bytes) }
        at = isNoBreakSpace ? min(at + 2, range.upperBound) : stop
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
