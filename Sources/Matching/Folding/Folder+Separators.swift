extension Folder {
  /// Folds a run of separators to one byte or none; returns the index behind it.
  mutating func foldSeparators(_ text: Span<UInt8>, at index: Int, end: Int) -> Int {
    let run = SeparatorRun(text, at: index, end: end, table: table)
    guard run.scalarCount > 0 else { return run.end }
    if mode == .title, Semicolons.part(text, index..<run.end, isList: isList) {
      appendSeparator(Separator.sentenceEnd, at: index)
    } else if let separator = separator(for: run, text, end: end) {
      appendSeparator(separator, at: index)
    }
    return run.end
  }

  mutating func appendSeparator(_ separator: UInt8, at index: Int) {
    // No separator stands at the beginning of a term.
    let strength = folded.bytes.last.map(Separator.strength) ?? (mode == .term ? .max : 0)
    if strength == 0 {
      folded.place(at: index)
      folded.bytes.append(separator)
    } else if strength < Separator.strength(separator) {
      folded.bytes[folded.bytes.count - 1] = separator
    }
  }

  /// What a run is folded to; nil where it vanishes.
  private func separator(for run: SeparatorRun, _ text: Span<UInt8>, end: Int) -> UInt8? {
    if vanishes(run, text, end: end) { return nil }
    if mode == .term { return Separator.soft }
    if run.isEmptyLineInside { return Separator.paragraphEnd }
    if run.has(.roundUpMark) { return Separator.sentenceEnd }
    let isTitle = mode == .title
    if run.endsSentence {
      return isTitle ? Separator.hard : Separator.sentenceEnd
    }
    if run.mayEndSentence, !isSmallLetter(text, at: run.end, end: end), !isAbbreviated(run, text, end: end) {
      return isTitle ? Separator.hard : Separator.sentenceEnd
    }
    return isHard(run, text, end: end) ? Separator.hard : softSeparator(run)
  }

  /// A blank between Han or kana, and an apostrophe between Cyrillic letters.
  private func vanishes(_ run: SeparatorRun, _ text: Span<UInt8>, end: Int) -> Bool {
    guard run.scalarCount == 1, run.isBlank || run.firstClass == .apostrophe, run.end < end,
      let last = folded.bytes.last, last >= 0x80
    else { return false }
    let before = table[UTF8Text.scalar(folded.bytes.span, before: folded.bytes.count).value].foldingClass
    let after = table[UTF8Text.scalar(text, at: run.end).value].foldingClass
    if run.isBlank { return before.script == .ideographic && after.script == .ideographic }
    return before == .cyrillic && after == .cyrillic
  }

  private func isSmallLetter(_ text: Span<UInt8>, at index: Int, end: Int) -> Bool {
    guard index < end else { return false }
    let scalar = UTF8Text.scalar(text, at: index).value
    switch scalar {
    case 0..<0x80: return (UInt32(UInt8(ascii: "a"))...UInt32(UInt8(ascii: "z"))).contains(scalar)
    // Kana, Han and syllables of Hangul have no case; to ask for it takes long.
    case 0x3000...0x9FFF, 0xAC00...0xD7A3: return false
    default: return Unicode.Scalar(scalar)?.properties.isLowercase ?? false
    }
  }

  private func isAbbreviated(_ run: SeparatorRun, _ text: Span<UInt8>, end: Int) -> Bool {
    guard run.isSingleFullStop else { return false }
    let isDigit = run.end < end && Self.digits.contains(text[run.end])
    return Abbreviations.leavesOpen(after: folded.bytes, beforeDigit: isDigit)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private func isHard(_ run: SeparatorRun, _ text: Span<UInt8>, end: Int) -> Bool {
    if run.isHard { return true }
    if run.has(.comma) { return !(run.scalarCount == 1 && isBetweenDigits(run, text, end: end)) }
    // A full stop that ends no sentence joins a phrase only where no white space follows, or behind an abbreviation.
    return run.mayEndSentence && !isAbbreviated(run, text, end: end)
  }

  private func isBetweenDigits(_ run: SeparatorRun, _ text: Span<UInt8>, end: Int) -> Bool {
    guard let last = folded.bytes.last, run.end < end else { return false }
    return Self.digits.contains(last) && Self.digits.contains(text[run.end])
  }

  private func softSeparator(_ run: SeparatorRun) -> UInt8 {
    if run.has(.quote) { return Separator.quoted }
    let isInsideWord = run.scalarCount == 1
    return run.has(.apostrophe) && !isInsideWord ? Separator.quoted : Separator.soft
  }
}
