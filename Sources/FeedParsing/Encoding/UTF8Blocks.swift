import Bytes

/// Checks UTF-8 sixteen bytes at a time, by what stands one, two and three bytes before each.
enum UTF8Blocks {
  /// Whether a clean document is all ASCII; nil where it is not clean.
  ///
  /// Clean is what is well-formed (Unicode, table 3-7) and holds no character that `CleanText` takes out:
  /// what `UTF8Character` says of one character, said of all.
  static func isASCII(clean bytes: [UInt8]) -> Bool? {
    var survey = Survey()
    // The first block and the last get spaces around them, so that none reaches outside.
    let padding = [UInt8](repeating: 0x20, count: lookBehind)
    survey.look(at: lookBehind, of: padding + bytes.prefix(width) + [UInt8](repeating: 0x20, count: width))
    var at = width
    while at + width <= bytes.count {
      survey.look(at: at, of: bytes)
      at += width
    }
    if at <= bytes.count {
      let tail = Array(bytes[(at - lookBehind)...] + [UInt8](repeating: 0x20, count: width * 2))
      survey.look(at: lookBehind, of: tail)
      survey.look(at: width, of: tail)
    }
    return ByteLanes.holdsAnywhere(survey.dirty) ? nil : survey.isASCII
  }

  private static let width = 16
  private static let lookBehind = 3

  /// What was found so far. Most documents are clean, so that nobody asks before the end.
  private struct Survey {
    var dirty = SIMD16<UInt8>(repeating: 0)
    var isASCII = true

    @inline(__always) mutating func look(at: Int, of bytes: [UInt8]) {
      let block = ByteLanes(Bytes.sixteen(of: bytes, at: at))
      let third = ByteLanes(Bytes.sixteen(of: bytes, at: at - 3))
      let lineBreak = block.equals(0x0A) | block.equals(0x0D) | block.equals(0x09)
      dirty |= block.isBelow(0x20) & ~lineBreak | block.equals(0x7F)
      guard ByteLanes.holdsAnywhere(block.bytes | third.bytes) else { return }
      isASCII = false
      let first = ByteLanes(Bytes.sixteen(of: bytes, at: at - 1))
      let second = ByteLanes(Bytes.sixteen(of: bytes, at: at - 2))
      dirty |= UTF8Blocks.malformed(block, first, second, third) | UTF8Blocks.steering(block, first, second)
    }
  }

  /// Where a byte cannot follow the three before it.
  @inline(__always)
  fileprivate static func malformed(
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
  fileprivate static func steering(
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
