/// How many letters of each script a folded text has.
struct ScriptCounts {
  private(set) var latin = 0
  private(set) var cyrillic = 0
  private(set) var hangul = 0
  private(set) var han = 0
  private(set) var kana = 0
  /// і and є (ї is і with dots, ґ a letter of its own).
  private(set) var hasUkrainianLetters = false
  /// ы, э, ъ (ё is folded away).
  private(set) var hasRussianLetters = false

  init(_ folded: Span<UInt8>) {
    let table = FoldingTable.shared
    var index = 0
    while index < folded.count {
      if folded[index] < 0x80 {
        if folded[index] >= UInt8(ascii: "a") { latin += 1 }
        index += 1
      } else {
        let scalar = UTF8Text.scalar(folded, at: index)
        count(scalar.value, table[scalar.value].foldingClass)
        index += scalar.length
      }
    }
  }

  private mutating func count(_ scalar: UInt32, _ foldingClass: FoldingClass) {
    switch foldingClass {
    case .latin: latin += 1
    case .cyrillic:
      cyrillic += 1
      switch Unicode.Scalar(scalar) {
      case "і", "є", "ґ": hasUkrainianLetters = true
      case "ы", "э", "ъ": hasRussianLetters = true
      default: break
      }
    case .hangul, .jamo: hangul += 1
    case .han: han += 1
    case .kana: kana += 1
    default: break
    }
  }
}
