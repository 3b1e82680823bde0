/// Folds text: one pass, a look-up a scalar, a separator for each run of punctuation (docs/topics.md, "Folding").
///
/// The folded form is decomposed (й is и and a breve), so that NFC and NFD fold alike without normalising first.
/// Hangul is the exception: its syllables are composed.
struct Folder {
  /// What the text is, which decides where its sentences end.
  enum Mode {
    case title
    case body
    /// A term: every separator is soft.
    case term
  }

  private let table = FoldingTable.shared
  private let asciiLetters = Folder.asciiTable
  private let recordsOffsets: Bool
  private var mode = Mode.body
  private(set) var folded = FoldedText()

  init(recordsOffsets: Bool = false, capacity: Int = 0) {
    self.recordsOffsets = recordsOffsets
    folded.bytes.reserveCapacity(capacity)
    if recordsOffsets { folded.offsets.reserveCapacity(capacity) }
  }

  /// Folds a term: words with soft separators between them, none at the ends.
  static func fold(term: String) -> [UInt8] { fold(term: Array(term.utf8)) }

  /// The same for UTF-8.
  static func fold(term: [UInt8]) -> [UInt8] {
    var folder = Folder()
    folder.mode = .term
    folder.fold(term.span, in: 0..<term.count)
    var bytes = folder.folded.bytes
    if let last = bytes.last, Separator.strength(last) > 0 { bytes.removeLast() }
    return bytes
  }

  /// Folds the next field of an item.
  mutating func fold(_ field: Field, _ text: Span<UInt8>) {
    mode = field == .title ? .title : .body
    if folded.bytes.isEmpty { appendSeparator(Separator.paragraphEnd, at: 0) }
    let start = folded.bytes.count
    let dateline = mode == .body ? Dateline.end(in: text) ?? 0 : 0
    fold(text, in: 0..<dateline)
    if dateline > 0 { appendSeparator(Separator.sentenceEnd, at: dateline) }
    let leadStart = folded.bytes.count
    fold(text, in: dateline..<text.count)
    appendSeparator(Separator.paragraphEnd, at: text.count)
    let end = max(start, folded.bytes.count - 1)
    folded.fields.append(
      FoldedText.FieldRange(field: field, range: start..<end, leadStart: min(leadStart, end)))
  }

  private mutating func fold(_ text: Span<UInt8>, in range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if !recordsOffsets {
        let comma = mode == .term ? Separator.soft : Separator.hard
        index = Self.foldPlainRun(
          text, index..<range.upperBound, into: &folded.bytes, table, asciiLetters, comma: comma)
      }
      guard index < range.upperBound else { return }
      let byte = text[index]
      if byte < 0x80 {
        let letter = asciiLetters[Int(byte)]
        if letter != 0 {
          append(letter, at: index)
          index += 1
        } else {
          index = foldSeparators(text, at: index, end: range.upperBound)
        }
      } else {
        index = foldScalar(text, at: index, end: range.upperBound)
      }
    }
  }

  /// Folds letters that need no look at their neighbours, and single spaces between them: nearly all of a text.
  private static func foldPlainRun(
    _ text: Span<UInt8>, _ range: Range<Int>, into bytes: inout [UInt8], _ table: borrowing FoldingTable,
    _ asciiLetters: borrowing [UInt8], comma: UInt8
  ) -> Int {
    // Room for the longest fold of one scalar that is plain.
    let slack = 4
    let most = min(range.count, 4_096)
    let end = range.upperBound
    var index = range.lowerBound
    var isBehindLetter = bytes.last.map { Separator.strength($0) == 0 } ?? false
    let letters = asciiLetters.span
    let entries = table.entries.span
    let pages = table.pages.span
    bytes.append(addingCapacity: most + slack) { output in
      while index < end, output.freeCapacity >= slack {
        let byte = text[index]
        if byte < 0x80 {
          let letter = letters[Int(byte)]
          if letter != 0 {
            output.append(letter)
            isBehindLetter = true
            index += 1
          } else {
            let separator = isBehindLetter ? plainSeparator(text, at: index, end, letters, comma: comma) : nil
            guard let separator else { return }
            output.append(separator.byte)
            isBehindLetter = false
            index += separator.length
          }
        } else {
          let scalar = UTF8Text.scalar(text, at: index)
          let page = Int(pages[Int(scalar.value >> 8)])
          let entry = FoldingTable.Entry(bits: entries[page << 8 | Int(scalar.value & 0xFF)])
          guard entry.isPlain, !Hangul.isJamo(scalar.value) else { return }
          append(entry, text, at: index, length: scalar.length, to: &output)
          isBehindLetter = true
          index += scalar.length
        }
      }
    }
    return index
  }

  @inline(__always)
  private static func append(
    _ entry: FoldingTable.Entry, _ text: Span<UInt8>, at index: Int, length: Int,
    to output: inout OutputSpan<UInt8>
  ) {
    if entry.length == FoldingTable.Entry.unchanged {
      for offset in index..<index + length { output.append(text[offset]) }
    } else {
      var payload = entry.payload
      for _ in 0..<entry.length {
        output.append(UInt8(truncatingIfNeeded: payload))
        payload >>= 8
      }
    }
  }

  /// A space, or a comma and a space, with a letter behind it: nearly all separators.
  @inline(__always)
  private static func plainSeparator(
    _ text: Span<UInt8>, at index: Int, _ end: Int, _ letters: Span<UInt8>, comma: UInt8
  ) -> (byte: UInt8, length: Int)? {
    guard index + 2 < end else { return nil }
    if text[index] == UInt8(ascii: " ") {
      return isPlainLetter(text[index + 1], letters) ? (Separator.soft, 1) : nil
    }
    let isComma = text[index] == UInt8(ascii: ",") && text[index + 1] == UInt8(ascii: " ")
    return isComma && isPlainLetter(text[index + 2], letters) ? (comma, 2) : nil
  }

  /// ASCII letters and digits, and the lead bytes of Cyrillic.
  @inline(__always)
  private static func isPlainLetter(_ byte: UInt8, _ letters: Span<UInt8>) -> Bool {
    byte < 0x80 ? letters[Int(byte)] != 0 : byte == 0xD0 || byte == 0xD1
  }

  /// What each ASCII letter or digit folds to; 0 for everything else.
  private static let asciiTable: [UInt8] = (0..<128).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) | 0x20
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte)
    default: 0
    }
  }

  private mutating func foldScalar(_ text: Span<UInt8>, at index: Int, end: Int) -> Int {
    let scalar = UTF8Text.scalar(text, at: index)
    let entry = table[scalar.value]
    switch entry.foldingClass {
    case .latin, .cyrillic, .otherAlphabet, .digit, .han, .kana:
      append(entry, text, at: index, length: scalar.length)
    case .hangul:
      append(entry, text, at: index, length: scalar.length)
      if !Hangul.isSyllable(scalar.value) { composeHangul() }
    case .mark:
      foldMark(entry, text, at: index, scalar: scalar.value, length: scalar.length)
    case .invisible:
      break
    default:
      return foldSeparators(text, at: index, end: end)
    }
    return index + scalar.length
  }

  private mutating func append(_ byte: UInt8, at index: Int) {
    folded.bytes.append(byte)
    if recordsOffsets { folded.offsets.append(UInt32(truncatingIfNeeded: index)) }
  }

  private mutating func append(_ entry: FoldingTable.Entry, _ text: Span<UInt8>, at index: Int, length: Int) {
    switch entry.length {
    case FoldingTable.Entry.unchanged:
      for offset in index..<index + length { append(text[offset], at: index) }
    case FoldingTable.Entry.isLong:
      for byte in table.long[Int(entry.payload)] { append(byte, at: index) }
    default:
      var payload = entry.payload
      for _ in 0..<entry.length {
        append(UInt8(truncatingIfNeeded: payload), at: index)
        payload >>= 8
      }
    }
  }
}

// MARK: - Marks and jamo

extension Folder {
  /// Marks on Latin and Greek vanish, and on Cyrillic those of stress and yo; others stay, in canonical order.
  private mutating func foldMark(
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
  private mutating func composeHangul() {
    let end = folded.bytes.count
    let last = UTF8Text.scalar(folded.bytes.span, before: end)
    guard end > last.length else { return }
    let before = UTF8Text.scalar(folded.bytes.span, before: end - last.length)
    guard let syllable = Hangul.compose(before.value, last.value).flatMap(Unicode.Scalar.init) else { return }
    let start = end - last.length - before.length
    let offset = recordsOffsets ? folded.offsets[start] : 0
    folded.bytes.removeSubrange(start...)
    if recordsOffsets { folded.offsets.removeSubrange(start...) }
    for byte in String(syllable).utf8 { append(byte, at: Int(offset)) }
  }
}

// MARK: - Separators

extension Folder {
  /// Folds a run of separators to one byte or none; returns the index behind it.
  private mutating func foldSeparators(_ text: Span<UInt8>, at index: Int, end: Int) -> Int {
    let run = SeparatorRun(text, at: index, end: end, table: table)
    guard run.scalarCount > 0 else { return run.end }
    if let separator = separator(for: run, text, end: end) { appendSeparator(separator, at: index) }
    return run.end
  }

  private mutating func appendSeparator(_ separator: UInt8, at index: Int) {
    guard let last = folded.bytes.last else {
      if mode != .term { append(separator, at: index) }
      return
    }
    let strength = Separator.strength(last)
    if strength == 0 {
      append(separator, at: index)
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
    return Unicode.Scalar(UTF8Text.scalar(text, at: index).value)?.properties.isLowercase ?? false
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
