/// A stretch of a statement that remembers where each part of it stands.
///
/// A value may go over several lines; they are joined by a newline.
package struct SourceText: Sendable, Equatable {
  package private(set) var text: String
  private let file: String
  private let first: Piece
  /// Those of further lines, which few texts have.
  private var later: [Piece] = []

  /// One line's share: where it begins in `text` (UTF-8) and in the file.
  private struct Piece: Equatable {
    var offset: Int
    var line: Int
    var column: Int
  }

  package init(_ text: String, at location: Location) {
    self.text = text
    file = location.file
    first = Piece(offset: 0, line: location.line, column: location.column)
  }

  /// Where it begins.
  package var location: Location { Location(file: file, line: first.line, column: first.column) }

  /// The place of a UTF-8 offset into `text`.
  package func location(at offset: Int) -> Location {
    let laterCount = laterCount(upTo: offset)
    let piece = laterCount > 0 ? later[laterCount - 1] : first
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
    var slice = SourceText(String(text[start..<end]), at: location(at: range.lowerBound))
    let later = later[laterCount(upTo: range.lowerBound)..<laterCount(upTo: range.upperBound)]
    slice.later = later.map {
      Piece(offset: $0.offset - range.lowerBound, line: $0.line, column: $0.column)
    }
    return slice
  }

  /// Puts another line behind it.
  package mutating func append(line: SourceText) {
    later.append(Piece(offset: text.utf8.count + 1, line: line.first.line, column: line.first.column))
    text += "\n" + line.text
  }

  /// How many further lines begin at that offset or before; by halves, for a value may have very many.
  private func laterCount(upTo offset: Int) -> Int {
    var (low, high) = (0, later.count)
    while low < high {
      let middle = (low + high) / 2
      if later[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
