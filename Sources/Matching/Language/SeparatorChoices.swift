import Bytes

/// The separators of a phrase that may be missing: those between two CJK characters.
enum SeparatorChoices {
  /// All other forms of a folded phrase: those without some of these separators.
  static func of(_ folded: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    guard Bytes.first(Separator.soft, in: folded.span, from: 0) < folded.count else { return forms }
    // From the end, so that the offsets before stay what they are.
    let text = folded.span
    var offset = text.count
    while offset > 0, forms.count < TermReader.maximumSpellings {
      offset -= 1
      guard text[offset] == Separator.soft, isBetweenCJK(text, offset) else { continue }
      forms += ([folded] + forms).map { Array($0[..<offset] + $0[(offset + 1)...]) }
    }
    return forms
  }

  private static func isBetweenCJK(_ text: Span<UInt8>, _ index: Int) -> Bool {
    guard index > 0, index + 1 < text.count, text[index + 1] >= 0x80, text[index - 1] >= 0x80 else {
      return false
    }
    return isCJK(UTF8Text.scalar(text, at: index + 1)) && isCJK(UTF8Text.scalar(text, before: index))
  }

  private static func isCJK(_ scalar: (value: UInt32, length: Int)) -> Bool {
    // None of them takes two bytes.
    guard scalar.length > 2 else { return false }
    let script = FoldingTable.shared[scalar.value].foldingClass.script
    return script == .hangul || script == .ideographic
  }
}
