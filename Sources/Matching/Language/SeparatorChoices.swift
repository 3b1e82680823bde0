/// The separators of a phrase that may be missing: those between two CJK characters.
enum SeparatorChoices {
  /// All other forms of a folded phrase: those without some of these separators.
  static func of(_ folded: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    // From the end, so that the offsets before stay what they are.
    let text = folded.span
    var offset = text.count
    while offset > 0, forms.count < TermReader.maximumSpellings {
      offset -= 1
      guard text[offset] == Separator.soft, isBetweenCJK(folded, offset) else { continue }
      forms += ([folded] + forms).map { Array($0[..<offset] + $0[(offset + 1)...]) }
    }
    return forms
  }

  private static func isBetweenCJK(_ folded: [UInt8], _ index: Int) -> Bool {
    guard index > 0, index + 1 < folded.count, folded[index + 1] >= 0x80, folded[index - 1] >= 0x80 else {
      return false
    }
    let table = FoldingTable.shared
    let before = table[UTF8Text.scalar(folded.span, before: index).value].foldingClass.script
    let after = table[UTF8Text.scalar(folded.span, at: index + 1).value].foldingClass.script
    return [before, after].allSatisfy { $0 == .hangul || $0 == .ideographic }
  }
}
