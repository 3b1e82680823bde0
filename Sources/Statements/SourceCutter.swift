/// Cuts a text into parts from front to back: columns are counted once, not from the line's beginning for each part.
package struct SourceCutter {
  package let source: SourceText
  package let bytes: [UInt8]
  private var offset = 0
  private var location: Location

  package init(_ source: SourceText) {
    self.source = source
    bytes = Array(source.text.utf8)
    location = source.location
  }

  /// The part between two UTF-8 offsets; parts do not overlap and come in the order of the text.
  package mutating func cut(_ range: Range<Int>) -> SourceText {
    advance(to: range.lowerBound)
    let start = location
    advance(to: range.upperBound)
    // Only the text itself knows where its further lines stand in the file.
    guard start.line == location.line else { return source.slice(range) }
    return SourceText(String(decoding: bytes[range], as: UTF8.self), at: start)
  }

  private mutating func advance(to end: Int) {
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        location = source.location(at: offset)
      } else if byte & 0xC0 != 0x80 {  // not inside a scalar
        location.column += 1
      }
    }
  }
}
