import Bytes

/// The `<div>` that Atom demands around XHTML, which is no part of the text (RFC 4287, section 3.1.1.3).
enum EnclosingDiv {
  private static let opening = "<div"
  private static let closing = "</div>"

  /// What stands inside of the one `<div xmlns=…>` that encloses all; the range itself where there is none.
  static func inside(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    let closingStart = range.upperBound - closing.utf8.count
    guard closingStart > range.lowerBound,
      Markup.matches(opening, in: bytes, at: range.lowerBound, to: range.upperBound),
      Markup.matches(closing, in: bytes, at: closingStart, to: range.upperBound)
    else { return range }
    let start = Bytes.first(UInt8(ascii: ">"), in: bytes, range) + 1
    guard start <= closingStart, Markup.find("xmlns", in: bytes, from: range.lowerBound, to: start) != nil,
      Markup.find(opening, in: bytes, from: start, to: closingStart) == nil
    else { return range }
    return Whitespace.trimmed(start..<closingStart, of: bytes)
  }
}
