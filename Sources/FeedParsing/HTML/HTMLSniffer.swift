import Bytes

/// Tells HTML from plain text where the feed does not say which it is.
enum HTMLSniffer {
  enum Likeness {
    /// No tag and no reference.
    case text
    /// References, or tags of which most are HTML's.
    case html
    /// Things in angle brackets that HTML does not know, or that nothing closes: `List<String>`, `the <b> tag`.
    case brackets
  }

  static func likeness(_ bytes: [UInt8], _ range: Range<Int>) -> Likeness {
    var known = 0
    var unknown = 0
    var isSure = false
    var at = Bytes.first(UInt8(ascii: "<"), in: bytes, range)
    while at < range.upperBound {
      switch sign(at: at, in: bytes, to: range.upperBound) {
      case .markup: (known, isSure) = (known + 1, true)
      case .loneTag: known += 1
      case .unknown: unknown += 1
      case nil: break
      }
      if known > decisive { return .html }
      at = Bytes.first(UInt8(ascii: "<"), in: bytes, at + 1..<range.upperBound)
    }
    if known > unknown, isSure { return .html }
    if unknown >= known, unknown > 0 { return .brackets }
    return hasReference(bytes, range) ? .html : known > 0 ? .brackets : .text
  }

  /// So many tags of HTML need no more counting.
  private static let decisive = 8

  private enum Sign {
    /// A tag that stands for itself, has attributes, or closes another; a comment.
    case markup
    /// One that a text about HTML may name: `<b>`.
    case loneTag
    case unknown
  }

  /// What the tag that begins here tells; nil where none begins.
  private static func sign(at start: Int, in bytes: [UInt8], to end: Int) -> Sign? {
    if Markup.matches(Markup.comment, in: bytes, at: start, to: end) { return .markup }
    let nameStart = start + (start + 1 < end && bytes[start + 1] == UInt8(ascii: "/") ? 2 : 1)
    var at = nameStart
    while at < end, at - nameStart <= XMLName.capacity, isNameByte(bytes[at]) { at += 1 }
    guard at > nameStart, at < end, bytes[nameStart] | 0x20 >= UInt8(ascii: "a") else { return nil }
    guard let tag = HTMLTag.names[XMLName(bytes, nameStart..<at)] else { return .unknown }
    let isLone = tag == .inline && nameStart == start + 1 && bytes[at] == UInt8(ascii: ">")
    return isLone ? .loneTag : .markup
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
  }

  private static func hasReference(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var at = Bytes.first(UInt8(ascii: "&"), in: bytes, range)
    while at < range.upperBound {
      if References.read(at: at, to: range.upperBound, in: bytes, inHTML: false) != nil { return true }
      at = Bytes.first(UInt8(ascii: "&"), in: bytes, at + 1..<range.upperBound)
    }
    return false
  }
}
