/// Where words begin and end in folded text (docs/topics.md, "Where a word begins and ends").
struct WordEdges {
  private let table = FoldingTable.shared

  /// Whether no word goes on over an offset.
  func isBoundary(_ text: Span<UInt8>, at offset: Int) -> Bool {
    guard offset > 0, offset < text.count else { return true }
    if isMark(text, at: offset) { return false }
    let before = script(text, before: offset)
    return before == .none || before != script(text, at: offset)
  }

  func isMark(_ text: Span<UInt8>, at offset: Int) -> Bool {
    // All marks that stay in folded text are above U+0300, whose lead byte this is.
    guard offset < text.count, text[offset] >= 0xCC else { return false }
    return table[UTF8Text.scalar(text, at: offset).value].foldingClass == .mark
  }

  func script(_ text: Span<UInt8>, at offset: Int) -> WordScript {
    guard offset < text.count else { return .none }
    return script(UTF8Text.scalar(text, at: offset).value)
  }

  /// The script of the letter before an offset, marks left out.
  func script(_ text: Span<UInt8>, before offset: Int) -> WordScript {
    var end = offset
    while end > 0 {
      let scalar = UTF8Text.scalar(text, before: end)
      if scalar.value < 0x80 || table[scalar.value].foldingClass != .mark { return script(scalar.value) }
      end -= scalar.length
    }
    return .none
  }

  private func script(_ scalar: UInt32) -> WordScript {
    scalar < 0x80 && Separator.strength(UInt8(scalar)) > 0 ? .none : table[scalar].foldingClass.script
  }

  /// The end of the word that goes on at an offset.
  func wordEnd(_ text: Span<UInt8>, from offset: Int) -> Int {
    var end = offset
    while end < text.count, !isBoundary(text, at: end) { end += UTF8Text.scalar(text, at: end).length }
    return end
  }

  /// The beginning of the word that goes on before an offset.
  func wordStart(_ text: Span<UInt8>, from offset: Int) -> Int {
    var start = offset
    while start > 0, !isBoundary(text, at: start) { start -= UTF8Text.scalar(text, before: start).length }
    return start
  }
}
