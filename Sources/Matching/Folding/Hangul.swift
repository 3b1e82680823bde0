/// Hangul syllables and the jamo that they are composed of (The Unicode Standard, section 3.12).
enum Hangul {
  private static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3
  private static let leads: ClosedRange<UInt32> = 0x1100...0x1112
  private static let vowels: ClosedRange<UInt32> = 0x1161...0x1175
  private static let tails: ClosedRange<UInt32> = 0x11A8...0x11C2
  private static let vowelCount: UInt32 = 21
  /// The tails, and none.
  private static let tailCount: UInt32 = 28

  static func isSyllable(_ scalar: UInt32) -> Bool { syllables.contains(scalar) }

  /// The syllable of a lead and a vowel, or of an open syllable and a tail.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if leads.contains(first), vowels.contains(second) {
      let index = (first - leads.lowerBound) * vowelCount + second - vowels.lowerBound
      return syllables.lowerBound + index * tailCount
    }
    let isOpenSyllable = syllables.contains(first) && (first - syllables.lowerBound).isMultiple(of: tailCount)
    guard isOpenSyllable, tails.contains(second) else { return nil }
    return first + second - tails.lowerBound + 1
  }
}
