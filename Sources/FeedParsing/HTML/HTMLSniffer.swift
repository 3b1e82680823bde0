import Bytes

/// Tells HTML from plain text where the feed does not say which it is.
enum HTMLSniffer {
  /// Whether there is a reference, or tags of which all are HTML's.
  static func looksLikeHTML(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var foundTag = false
    var at = range.lowerBound
    while true {
      at = Bytes.first(UInt8(ascii: "<"), in: bytes, at..<range.upperBound)
      guard at < range.upperBound else { break }
      switch kind(at: at, in: bytes, to: range.upperBound) {
      case .html: foundTag = true
      case .other: return false
      case .none: break
      }
      at += 1
    }
    return foundTag || hasReference(bytes, range)
  }

  private enum Kind {
    case html, other, none
  }

  private static func kind(at start: Int, in bytes: [UInt8], to end: Int) -> Kind {
    if Markup.matches("<!--", in: bytes, at: start, to: end) { return .html }
    var at = start + 1
    if at < end, bytes[at] == UInt8(ascii: "/") { at += 1 }
    let nameStart = at
    while at < end, at - nameStart <= XMLName.capacity, isNameByte(bytes[at]) { at += 1 }
    guard at > nameStart, at < end, bytes[nameStart] | 0x20 >= UInt8(ascii: "a") else { return .none }
    return HTMLTag.names[XMLName(bytes, nameStart..<at)] == nil ? .other : .html
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
  }

  private static func hasReference(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while true {
      at = Bytes.first(UInt8(ascii: "&"), in: bytes, at..<range.upperBound)
      guard at < range.upperBound else { return false }
      if References.read(at: at, to: range.upperBound, in: bytes, inHTML: false) != nil { return true }
      at += 1
    }
  }
}
