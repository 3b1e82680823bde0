import Bytes

/// Tells HTML from plain text where the feed does not say which it is.
enum HTMLSniffer {
  enum Likeness {
    /// No tag and no reference.
    case text
    /// References, or tags of which most are HTML's.
    case html
    /// Things in angle brackets that HTML does not know: `List<String>`.
    case brackets
  }

  static func likeness(_ bytes: [UInt8], _ range: Range<Int>) -> Likeness {
    var known = 0
    var unknown = 0
    var at = Bytes.first(UInt8(ascii: "<"), in: bytes, range)
    while at < range.upperBound {
      if let isKnown = isKnownTag(at: at, in: bytes, to: range.upperBound) {
        if isKnown { known += 1 } else { unknown += 1 }
      }
      if known > decisive { return .html }
      at = Bytes.first(UInt8(ascii: "<"), in: bytes, at + 1..<range.upperBound)
    }
    if known > unknown { return .html }
    return unknown > 0 ? .brackets : hasReference(bytes, range) ? .html : .text
  }

  /// So many tags of HTML need no more counting.
  private static let decisive = 8

  /// Whether HTML knows the tag that begins here; nil where none begins.
  private static func isKnownTag(at start: Int, in bytes: [UInt8], to end: Int) -> Bool? {
    if Markup.matches(Markup.comment, in: bytes, at: start, to: end) { return true }
    var at = start + 1
    if at < end, bytes[at] == UInt8(ascii: "/") { at += 1 }
    let nameStart = at
    while at < end, at - nameStart <= XMLName.capacity, isNameByte(bytes[at]) { at += 1 }
    guard at > nameStart, at < end, bytes[nameStart] | 0x20 >= UInt8(ascii: "a") else { return nil }
    return HTMLTag.names[XMLName(bytes, nameStart..<at)] != nil
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
