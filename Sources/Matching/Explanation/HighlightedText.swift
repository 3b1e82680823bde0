import Statements

/// A part of a text with marks, written on one line within a number of columns.
struct HighlightedText {
  /// One grapheme cluster, as it is shown.
  private struct Cell {
    var character: Character
    var width: Int
    var isMarked: Bool
  }

  private var cells: [Cell] = []

  /// So many bytes on each side of the first mark are looked at: far more than is shown.
  private static let reach = 8_192

  /// Ranges are UTF-8 offsets into the text.
  init(_ text: String, _ range: Range<Int>, _ marks: [Range<Int>]) {
    let first = marks.map(\.lowerBound).min() ?? range.lowerBound
    let near = range.clamped(to: max(0, first - Self.reach)..<first + Self.reach)
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: min(near.lowerBound, utf8.count))
    // A cut inside a character moves back to its beginning.
    let shown = text[start..<utf8.index(start, offsetBy: min(near.count, utf8.count - near.lowerBound))]
    var offset = utf8.distance(from: utf8.startIndex, to: shown.startIndex)
    for character in shown {
      let end = offset + character.utf8.count
      defer { offset = end }
      let isMarked = marks.contains { $0.lowerBound < end && offset < $0.upperBound }
      append(character, isMarked: isMarked)
    }
    while let last = cells.last, last.character == " " || isDangling(last.character) { cells.removeLast() }
  }

  /// Whether the last character opens what is said next: brackets, and quotation marks behind white space or a full stop that takes none.
  private func isDangling(_ character: Character) -> Bool {
    let scalar = character.unicodeScalars.first?.value ?? 0
    let foldingClass = FoldingTable.shared[scalar].foldingClass
    if foldingClass == .opening || foldingClass == .roundUpMark || "【„‚¿¡".contains(character) { return true }
    guard "«‹“‘\"'”’".contains(character), let before = cells.dropLast().last?.character else { return false }
    return before == " " || (character == "“" && "。！？".contains(before))
  }

  /// White space of any kind and length is one space.
  private mutating func append(_ character: Character, isMarked: Bool) {
    let isSpace = character.isWhitespace
    if isSpace, cells.isEmpty || cells.last?.character == " " { return }
    let shown = isSpace ? " " : character
    cells.append(Cell(character: shown, width: DisplayWidth.of(String(shown)), isMarked: isMarked))
  }

  /// What fits into so many columns, marks and ellipses counted; an ellipsis stands for what is cut.
  func text(columns: Int) -> MarkedText {
    let window = window(columns: columns)
    var runs = [MarkedText.Run(text: window.lowerBound > 0 ? "…" : "", isHit: false)]
    for cell in cells[window] {
      if cell.isMarked != runs[runs.count - 1].isHit {
        runs.append(MarkedText.Run(text: "", isHit: cell.isMarked))
      }
      runs[runs.count - 1].text.append(cell.character)
    }
    if window.upperBound < cells.count { runs.append(MarkedText.Run(text: "…", isHit: false)) }
    return MarkedText(runs: runs)
  }

  /// The cells to show: from the beginning if the last mark fits, otherwise from shortly before the first mark.
  private func window(columns: Int) -> Range<Int> {
    let lastMark = cells.lastIndex(where: \.isMarked) ?? 0
    if fits(0...lastMark, columns) { return 0..<end(from: 0, columns) }
    let lead = 20
    let start = max(0, (cells.firstIndex(where: \.isMarked) ?? 0) - lead)
    return start..<end(from: start, columns)
  }

  private func fits(_ range: ClosedRange<Int>, _ columns: Int) -> Bool {
    range.upperBound < end(from: range.lowerBound, columns)
  }

  /// How far one gets from a cell on with so many columns, marks and ellipses counted.
  private func end(from start: Int, _ columns: Int) -> Int {
    let ellipses = 2
    let marks = 4
    var left = columns - ellipses
    var isMarked = false
    for index in start..<cells.count {
      if cells[index].isMarked && !isMarked { left -= marks }
      isMarked = cells[index].isMarked
      left -= cells[index].width
      if left < 0 { return index }
    }
    return cells.count
  }
}
