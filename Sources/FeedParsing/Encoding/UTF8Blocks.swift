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
    while at + width * 4 <= bytes.count {
      survey.lookAtFour(at: at, of: bytes)
      at += width * 4
    }
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

    /// Markup and English need nothing but a search for controls, and that is found out for four blocks at once.
    @inline(__always) mutating func lookAtFour(at: Int, of bytes: [UInt8]) {
      let width = UTF8Blocks.width
      let before = Bytes.sixteen(of: bytes, at: at - UTF8Blocks.lookBehind)
      let a = ByteLanes(Bytes.sixteen(of: bytes, at: at))
      let b = ByteLanes(Bytes.sixteen(of: bytes, at: at + width))
      let c = ByteLanes(Bytes.sixteen(of: bytes, at: at + width * 2))
      let d = ByteLanes(Bytes.sixteen(of: bytes, at: at + width * 3))
      if ByteLanes.holdsAnywhere(before | a.bytes | b.bytes | c.bytes | d.bytes) {
        for index in 0..<4 { look(at: at + index * width, of: bytes) }
      } else {
        dirty |= a.controls | b.controls | c.controls | d.controls
      }
    }

    @inline(__always) mutating func look(at: Int, of bytes: [UInt8]) {
      let block = ByteLanes(Bytes.sixteen(of: bytes, at: at))
      let third = ByteLanes(Bytes.sixteen(of: bytes, at: at - 3))
      dirty |= block.controls
      guard ByteLanes.holdsAnywhere(block.bytes | third.bytes) else { return }
      isASCII = false
      let first = ByteLanes(Bytes.sixteen(of: bytes, at: at - 1))
      let second = ByteLanes(Bytes.sixteen(of: bytes, at: at - 2))
      var malformed = UTF8Blocks.malformed(block, first, second)
      if ByteLanes.holdsAnywhere(block.isAtLeast(0xF0) | third.isAtLeast(0xF0)) {
        malformed = malformed ^ third.isAtLeast(0xF0) | UTF8Blocks.outsideFour(block, first)
      }
      dirty |= malformed | UTF8Blocks.outside(block, first) | UTF8Blocks.control(block, first)
      if ByteLanes.holdsAnywhere(second.equals(0xE2) | second.equals(0xEF)) {
        dirty |= UTF8Blocks.steering(block, first, second)
      }
    }
  }

  /// Where a byte cannot follow those before it; characters of four bytes look wrong here.
  @inline(__always)
  fileprivate static func malformed(
    _ block: ByteLanes, _ first: ByteLanes, _ second: ByteLanes
  ) -> SIMD16<UInt8> {
    let isContinuation = block.bytes & ~block.isAtLeast(0xC0)
    return isContinuation ^ (first.isAtLeast(0xC0) | second.isAtLeast(0xE0))
  }

  /// Where a byte is never valid, or makes a longer form than needed or a surrogate of the one before.
  @inline(__always)
  fileprivate static func outside(_ block: ByteLanes, _ first: ByteLanes) -> SIMD16<UInt8> {
    let isUpper = block.isAtLeast(0xA0)
    return block.equals(0xC0, mask: 0xFE) | first.equals(0xE0) & ~isUpper | first.equals(0xED) & isUpper
  }

  /// The same for characters of four bytes.
  @inline(__always)
  fileprivate static func outsideFour(_ block: ByteLanes, _ first: ByteLanes) -> SIMD16<UInt8> {
    let isFar = block.isAtLeast(0x90)
    return block.isAtLeast(0xF5) | first.equals(0xF0) & ~isFar | first.equals(0xF4)
      & isFar
  }

  /// Where a control of two bytes ends: C1, or the Arabic letter mark.
  @inline(__always)
  fileprivate static func control(_ block: ByteLanes, _ first: ByteLanes) -> SIMD16<UInt8> {
    first.equals(0xC2) & ~block.isAtLeast(0xA0) | first.equals(0xD8) & block.equals(0x9C)
  }

  /// Where a character of three bytes ends that steers the direction of writing, a terminal or a line.
  @inline(__always)
  fileprivate static func steering(
    _ block: ByteLanes, _ first: ByteLanes, _ second: ByteLanes
  ) -> SIMD16<UInt8> {
    let behind80 = block.isAmong(0x8E, count: 2) | block.isAmong(0xA8, count: 7)
    let behind81 = block.isAmong(0xA6, count: 4)
    let isBidi = second.equals(0xE2) & (first.equals(0x80) & behind80 | first.equals(0x81) & behind81)
    return isBidi | second.equals(0xEF) & first.equals(0xBB) & block.equals(0xBF)
  }
}

extension ByteLanes {
  /// Where an ASCII control stands that is neither a tab nor a part of a line break.
  @inline(__always) fileprivate var controls: SIMD16<UInt8> {
    isBelow(0x20) & ~(isAmong(0x09, count: 2) | equals(0x0D)) | (bytes &+ SIMD16(repeating: 1)) & ~bytes
  }
}
