/// A run of punctuation, symbols and white space between two words: what stands in it.
struct SeparatorRun {
  /// Behind its last scalar.
  private(set) var end: Int
  private(set) var scalarCount = 0
  private(set) var firstClass = FoldingClass.softSeparator
  private(set) var isEmptyLineInside = false
  /// Classes seen, one bit each.
  private var seen: UInt32 = 0
  private var fullStops = 0
  private var newlinesInRow = 0
  private var hasBlankBehindMark = false
  private(set) var reachesEnd = false

  init(_ text: Span<UInt8>, at start: Int, end limit: Int, table: FoldingTable) {
    end = start
    while end < limit {
      let scalar = UTF8Text.scalar(text, at: end)
      let foldingClass = table[scalar.value].foldingClass
      guard foldingClass.script == .none else { return }
      if foldingClass != .invisible { note(foldingClass) }
      end += scalar.length
    }
    reachesEnd = true
  }

  private mutating func note(_ foldingClass: FoldingClass) {
    if scalarCount == 0 { firstClass = foldingClass }
    scalarCount += 1
    let isBlank = foldingClass == .space || foldingClass == .newline
    if isBlank, has(.fullStop) || has(.sentenceMark) { hasBlankBehindMark = true }
    seen |= 1 << UInt32(foldingClass.rawValue)
    if foldingClass == .fullStop { fullStops += 1 }
    if foldingClass == .newline {
      newlinesInRow += 1
      if newlinesInRow > 1 { isEmptyLineInside = true }
    } else if foldingClass != .space {
      newlinesInRow = 0
    }
  }

  func has(_ foldingClass: FoldingClass) -> Bool { seen & 1 << UInt32(foldingClass.rawValue) != 0 }

  /// Whether a mark stands in it that always ends a sentence of a body.
  var endsSentence: Bool { has(.cjkSentenceMark) || has(.bodyMark) }

  /// Whether a mark stands in it that parts the words of a phrase, whatever stands beside it.
  var isHard: Bool {
    has(.hardSeparator) || has(.opening) || has(.closing) || has(.sentenceMark) || endsSentence || hasEllipsis
  }

  /// Whether nothing but white space stands in it.
  var isBlank: Bool {
    let blanks: UInt32 = 1 << UInt32(FoldingClass.space.rawValue) | 1 << UInt32(FoldingClass.newline.rawValue)
    return seen & ~blanks == 0
  }

  /// Whether it may end a sentence, if what follows does not begin with a small letter.
  var mayEndSentence: Bool {
    (has(.fullStop) || has(.sentenceMark)) && (hasBlankBehindMark || reachesEnd)
  }

  /// Whether its only mark is one full stop right behind the word, which may belong to an abbreviation.
  var isSingleFullStop: Bool { fullStops == 1 && firstClass == .fullStop && !has(.sentenceMark) }

  var hasEllipsis: Bool { fullStops > 1 && firstClass == .fullStop }
}
