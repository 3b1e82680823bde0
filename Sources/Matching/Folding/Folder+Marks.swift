extension Folder {
  /// Marks on Latin and Greek vanish, and on Cyrillic those of stress and yo; others stay, in canonical order.
  mutating func foldMark(
    _ entry: FoldingTable.Entry, _ text: Span<UInt8>, at index: Int, scalar: UInt32, length: Int
  ) {
    guard let last = folded.bytes.last, Separator.strength(last) == 0 else { return }
    let before = UTF8Text.scalar(folded.bytes.span, before: folded.bytes.count)
    let base = baseScalar()
    switch table[base].foldingClass {
    case .latin: return
    case .cyrillic where Self.isDropped(scalar, onCyrillic: base): return
    default: break
    }
    append(entry, text, at: index, length: length)
    if table[before.value].foldingClass == .mark { orderMarks() }
  }

  private static func isDropped(_ mark: UInt32, onCyrillic base: UInt32) -> Bool {
    let grave: UInt32 = 0x300
    let acute: UInt32 = 0x301
    let diaeresis: UInt32 = 0x308
    let ie: UInt32 = 0x435
    return mark == grave || mark == acute || (mark == diaeresis && base == ie)
  }

  /// The letter that the latest marks stand on.
  private func baseScalar() -> UInt32 {
    var end = folded.bytes.count
    while end > 0 {
      let scalar = UTF8Text.scalar(folded.bytes.span, before: end)
      if table[scalar.value].foldingClass != .mark { return scalar.value }
      end -= scalar.length
    }
    return 0
  }

  /// Puts the marks at the end into canonical order (UAX 15, D109).
  private mutating func orderMarks() {
    var end = folded.bytes.count
    // A hostile pile of marks is left as it is beyond this depth.
    var depth = 8
    while depth > 0 {
      depth -= 1
      let last = UTF8Text.scalar(folded.bytes.span, before: end)
      let middle = end - last.length
      guard middle > 0 else { return }
      let before = UTF8Text.scalar(folded.bytes.span, before: middle)
      guard Self.combiningClass(before.value) > Self.combiningClass(last.value),
        Self.combiningClass(last.value) > 0
      else { return }
      let start = middle - before.length
      folded.bytes.replaceSubrange(
        start..<end, with: folded.bytes[middle..<end] + folded.bytes[start..<middle])
      end = start + last.length
    }
  }

  private static func combiningClass(_ scalar: UInt32) -> UInt8 {
    Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
  }

  /// Joins the jamo at the end to a syllable, where they make one.
  mutating func composeHangul() {
    let end = folded.bytes.count
    let last = UTF8Text.scalar(folded.bytes.span, before: end)
    guard end > last.length else { return }
    let before = UTF8Text.scalar(folded.bytes.span, before: end - last.length)
    guard let syllable = Hangul.compose(before.value, last.value).flatMap(Unicode.Scalar.init) else { return }
    let start = end - last.length - before.length
    let offset = folded.source(of: start)
    folded.removeAll(from: start)
    folded.place(at: offset)
    folded.bytes += UTF8.encode(syllable) ?? UTF8.encodedReplacementCharacter
  }
}
