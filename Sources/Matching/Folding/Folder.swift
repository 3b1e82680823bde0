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

  let table = FoldingTable.shared
  let asciiLetters = Folder.asciiTable
  /// Whether stretches of plain letters are folded at once. Tests compare with what comes out scalar by scalar.
  private let takesRuns: Bool
  var mode: Mode
  /// Whether the title is a list of stories.
  var isList = false
  var folded = FoldedText()

  init(mode: Mode = .body, capacity: Int = 0, takesRuns: Bool = true) {
    self.mode = mode
    self.takesRuns = takesRuns
    folded.reserveCapacity(capacity)
  }

  /// Folds a term: words with soft separators between them, none at the ends.
  static func fold(term: String) -> [UInt8] { fold(term: Array(term.utf8)) }

  /// The same for UTF-8.
  static func fold(term: [UInt8]) -> [UInt8] {
    var folder = Folder(mode: .term)
    return folder.fold(term: term.span)
  }

  /// The same in memory that serves for one term after the other.
  mutating func fold(term: Span<UInt8>) -> [UInt8] {
    folded.removeAll(from: 0)
    fold(term, in: 0..<term.count)
    if let last = folded.bytes.last, Separator.strength(last) > 0 { folded.bytes.removeLast() }
    return folded.bytes
  }

  /// Folds the next field of an item.
  mutating func fold(_ field: Field, _ text: Span<UInt8>) {
    mode = field == .title ? .title : .body
    isList = mode == .title && Semicolons.makeList(text)
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
      if takesRuns { index = foldPlainRun(text, index..<range.upperBound) }
      guard index < range.upperBound else { return }
      let byte = text[index]
      if byte < 0x80 {
        let letter = asciiLetters[Int(byte)]
        if letter != 0 {
          folded.place(at: index)
          folded.bytes.append(letter)
          index += 1
        } else {
          index = foldSeparators(text, at: index, end: range.upperBound)
        }
      } else {
        index = foldScalar(text, at: index, end: range.upperBound)
      }
    }
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
    case .latin, .cyrillic, .otherAlphabet, .digit, .hangul, .han, .kana:
      append(entry, text, at: index, length: scalar.length)
    case .jamo:
      append(entry, text, at: index, length: scalar.length)
      composeHangul()
    case .mark:
      foldMark(entry, text, at: index, scalar: scalar.value, length: scalar.length)
    case .invisible:
      break
    default:
      return foldSeparators(text, at: index, end: end)
    }
    return index + scalar.length
  }

  mutating func append(_ entry: FoldingTable.Entry, _ text: Span<UInt8>, at index: Int, length: Int) {
    guard entry.length != FoldingTable.Entry.unchanged else {
      folded.place(at: index)
      for offset in index..<index + length { folded.bytes.append(text[offset]) }
      return
    }
    for byte in table.folded(entry) {
      // Where a scalar folds to several, each of them stands where it does.
      if !UTF8Text.isContinuation(byte) { folded.place(at: index) }
      folded.bytes.append(byte)
    }
  }
}
