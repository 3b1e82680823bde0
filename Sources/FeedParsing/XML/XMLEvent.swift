/// What the scanner found next. Ranges are byte offsets into the document.
enum XMLEvent {
  /// Character data with references in it.
  case text(Range<Int>)
  /// Character data as it stands.
  case cdata(Range<Int>)
  case start(XMLTag)
  case end(XMLTag)
  /// A comment, processing instruction or document type.
  case other
  /// The end of the document.
  case finish
}

/// A start tag or an end tag.
struct XMLTag {
  /// From `<` to behind `>`.
  var range: Range<Int>
  /// The whole name with its prefix.
  var name: Range<Int>
  /// Where the prefix's colon stands.
  var colon: Int?
  /// `<name/>`.
  var isEmpty: Bool

  /// The part of the name behind the prefix.
  var localName: Range<Int> { colon.map { $0 + 1..<name.upperBound } ?? name }
  var prefix: Range<Int> { name.lowerBound..<(colon ?? name.lowerBound) }
  /// Whether the `/` at its end belongs to a value without quotes: `<rss xmlns:dc=http://purl.org/dc/>`.
  func isFalselyEmpty(in bytes: [UInt8]) -> Bool {
    guard isEmpty else { return false }
    let attributes = bytes[name.upperBound..<max(name.upperBound, range.upperBound - 2)]
    let stop = attributes.lastIndex { $0 <= 0x20 || [0x22, 0x27, 0x3D].contains($0) }
    return stop.map { bytes[$0] == UInt8(ascii: "=") } ?? false
  }

  /// What stands behind the name: attributes, `/` and `>`.
  var attributes: Range<Int> { name.upperBound..<range.upperBound }
}
