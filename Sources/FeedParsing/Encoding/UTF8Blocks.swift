import Bytes

/// Checks UTF-8 sixteen bytes at a time, by what stands one, two and three bytes before each.
enum UTF8Blocks {
  /// Whether a clean document is all ASCII; nil where it is not clean.
  ///
  /// Clean is what is well-formed (Unicode, table 3-7) and holds no character that `CleanText` takes out:
  /// what `UTF8Character` says of one character, said of all.
  static func isASCII(clean bytes: [UInt8]) -> Bool? {
    let padding = [UInt8](repeating: 0x20, count: lookBehind)
    var isASCII = true
    // The first block and the last get spaces around them, so that none reaches outside.
    let head = padding + bytes.prefix(width) + [UInt8](repeating: 0x20, count: width)
    guard check(head, at: lookBehind, &isASCII) else { return nil }
    var at = width
    while at + width <= bytes.count {
      guard check(bytes, at: at, &isASCII) else { return nil }
      at += width
    }
    guard at <= bytes.count else { return isASCII }
    let tail = bytes[(at - lookBehind)...] + [UInt8](repeating: 0x20, count: width * 2)
    guard check(Array(tail), at: lookBehind, &isASCII), check(Array(tail), at: width, &isASCII) else { return nil }
    return isASCII
  }

  private static let width = 16
  private static let lookBehind = 3

  @inline(__always)
  private static func check(_ bytes: [UInt8], at: Int, _ isASCII: inout Bool) -> Bool {
    let block = ByteLanes(Bytes.sixteen(of: bytes, at: at))
    let third = ByteLanes(Bytes.sixteen(of: bytes, at: at - 3))
    let lineBreak = block.equals(0x0A) | block.equals(0x0D) | block.equals(0x09)
    var dirty = block.isBelow(0x20) & ~lineBreak | block.equals(0x7F)
    if ByteLanes.holdsAnywhere(block.bytes | third.bytes) {
      isASCII = false
      let first = ByteLanes(Bytes.sixteen(of: bytes, at: at - 1))
      let second = ByteLanes(Bytes.sixteen(of: bytes, at: at - 2))
      dirty |= malformed(block, first, second, third) | steering(block, first, second)
    }
    return !ByteLanes.holdsAnywhere(dirty)
  }

  /// Where a byte cannot follow the three before it.
  @inline(__always)
  private static func malformed(
    _ block: ByteLanes, _ first: ByteLanes, _ second: ByteLanes, _ third: ByteLanes
  ) -> SIMD16<UInt8> {
    let leadsTwo = first.bit(0) & first.bit(1)
    let leadsThree = second.bit(0) & second.bit(1) & second.bit(2)
    let leadsFour = third.bit(0) & third.bit(1) & third.bit(2) & third.bit(3)
    let isContinuation = block.bit(0) & ~block.bit(1)
    let isAboveF4 = block.bit(1) & block.bit(2) & block.bit(3) & block.bit(0) & lowNibbleIsAbove4(block)
    let isNeverValid = block.equals(0xC0, mask: 0xFE) | isAboveF4
    let isOverlong = first.equals(0xE0) & ~block.bit(2) | first.equals(0xF0) & ~(block.bit(2) | block.bit(3))
    let isOutside = first.equals(0xED) & block.bit(2) | first.equals(0xF4) & (block.bit(2) | block.bit(3))
    return isContinuation ^ (leadsTwo | leadsThree | leadsFour) | isNeverValid | isOverlong | isOutside
  }

  @inline(__always)
  private static func lowNibbleIsAbove4(_ block: ByteLanes) -> SIMD16<UInt8> {
    (block.bytes & SIMD16(repeating: 0x0F)) &+ SIMD16(repeating: 0x80 - 5)
  }

  /// Where a character ends that steers the direction of writing, a terminal or a line.
  @inline(__always)
  private static func steering(
    _ block: ByteLanes, _ first: ByteLanes, _ second: ByteLanes
  ) -> SIMD16<UInt8> {
    let isControl = first.equals(0xC2) & ~block.bit(2) | first.equals(0xD8) & block.equals(0x9C)
    // U+202F, the narrow no-break space, stands right behind those that go.
    let behind80 = block.equals(0x8E, mask: 0xFE) | block.equals(0xA8, mask: 0xF8) & ~block.equals(0xAF)
    let behind81 = block.equals(0xA6, mask: 0xFE) | block.equals(0xA8, mask: 0xFE)
    let isBidi = second.equals(0xE2) & (first.equals(0x80) & behind80 | first.equals(0x81) & behind81)
    let isMark = second.equals(0xEF) & first.equals(0xBB) & block.equals(0xBF)
    return isControl | isBidi | isMark
  }
}
