import Bytes

/// Finds how far plain text goes before something has to be done about it.
enum TextRun {
  /// The end of the text that can be copied as it stands.
  ///
  /// It goes up to the first `<` or `&`, control character, no-break space, or space that another white space
  /// follows. Takes sixteen bytes at a step.
  static func end(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at + 17 <= range.upperBound {
      let block = ByteLanes(Bytes.sixteen(of: bytes, at: at))
      let next = ByteLanes(Bytes.sixteen(of: bytes, at: at + 1))
      let stops =
        block.equals(UInt8(ascii: "<")) | block.equals(UInt8(ascii: "&")) | block.isBelow(0x20)
        | block.equals(0x20) & next.isBelow(0x21) | block.equals(0xC2) & next.equals(0xA0)
      let first = ByteLanes.first(stops)
      if first < 16 { return at + first }
      at += 16
    }
    while at < range.upperBound, !stops(bytes, at, range.upperBound) { at += 1 }
    return at
  }

  private static func stops(_ bytes: [UInt8], _ at: Int, _ end: Int) -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "<"), UInt8(ascii: "&"), 0..<0x20: true
    case 0x20: at + 1 < end && bytes[at + 1] <= 0x20
    case 0xC2: at + 1 < end && bytes[at + 1] == 0xA0
    default: false
    }
  }
}
