import Bytes

/// What a document's bytes are, taken as UTF-8 (RFC 3629).
struct UTF8Survey {
  /// Well-formed characters of two to four bytes; 1 stands for any number where nothing is malformed.
  private(set) var multibyte = 0
  /// Bytes that belong to no well-formed character.
  private(set) var malformed = 0
  /// Those of them that begin a character which the end of the document cuts off.
  private(set) var cutOff = 0
  /// Whether there is a character that `CleanText` does not keep.
  private(set) var hasControls = false
  /// Whether one of them is among those that XML forbids (XML 1.0, section 2.2).
  private(set) var hasForbidden = false

  init(_ bytes: [UInt8]) {
    switch Bytes.kind(of: bytes) {
    case .ascii: break
    case .multibyte: multibyte = 1
    case .unclean: count(bytes)
    }
  }

  /// Whether this is UTF-8 with some bad bytes or cut off, whatever its label says.
  ///
  /// Of text in other encodings at most a third looks like UTF-8 by chance (EUC-JP and GB 18030 the most).
  var isDamagedUTF8: Bool { multibyte > 2 * (malformed - cutOff) }

  /// Looks at one character after the other.
  private mutating func count(_ bytes: [UInt8]) {
    var at = 0
    while at < bytes.count {
      let length = bytes[at] < 0x80 ? 1 : UTF8Character.length(in: bytes, at: at)
      if length == 0 {
        malformed += 1
        if cutOff > 0 || UTF8Character.isCutOff(in: bytes, at: at) { cutOff += 1 }
      } else {
        if length > 1 { multibyte += 1 }
        if UTF8Character.maySteer(bytes, at: at) {
          hasControls = true
          hasForbidden = hasForbidden || bytes[at] < 0x20
        }
      }
      at += max(1, length)
    }
  }
}
