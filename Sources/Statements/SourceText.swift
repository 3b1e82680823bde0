/// A stretch of a statement that remembers where each part of it stands.
///
/// A value may go over several lines; they are joined by a newline.
package struct SourceText: Sendable, Equatable {
  package private(set) var text: String
  private let file: String
  private var pieces: [Piece]

  /// One line's share: where it begins in `text` (UTF-8) and in the file.
  private struct Piece: Equatable {
    var offset: Int
    var line: Int
    var column: Int
  }

  package init(_ text: String, at location: Location) {
    self.text = text
    file = location.file
    pieces = [Piece(offset: 0, line: location.line, column: location.column)]
  }

  private init(text: String, file: String, pieces: [Piece]) {
    self.text = text
    self.file = file
    self.pieces = pieces
  }

  /// Where it begins.
  package var location: Location { location(at: 0) }

  /// The place of a UTF-8 offset into `text`.
  package func location(at offset: Int) -> Location {
    let piece = pieces[max(0, pieceCount(upTo: offset) - 1)]
    guard offset > piece.offset else { return Location(file: file, line: piece.line, column: piece.column) }
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: min(piece.offset, utf8.count))
    let end = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
    let scalars = start <= end ? text.unicodeScalars[start..<end].count : 0
    return Location(file: file, line: piece.line, column: piece.column + scalars)
  }

  /// The part between two UTF-8 offsets, which must lie on scalar boundaries.
  package func slice(_ range: Range<Int>) -> SourceText {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
    let first = location(at: range.lowerBound)
    let later = pieces[pieceCount(upTo: range.lowerBound)..<pieceCount(upTo: range.upperBound)]
    return SourceText(
      text: String(text[start..<end]), file: file,
      pieces: [Piece(offset: 0, line: first.line, column: first.column)]
        + later.map { Piece(offset: $0.offset - range.lowerBound, line: $0.line, column: $0.column) })
  }

  /// Puts another line behind it.
  package mutating func append(line: SourceText) {
    let first = line.location
    pieces.append(Piece(offset: text.utf8.count + 1, line: first.line, column: first.column))
    text += "\n" + line.text
  }

  /// How many pieces begin at that offset or before; by halves, for a value may have very many.
  private func pieceCount(upTo offset: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
