import FeedParsing
import Statements

/// Rows of cells in columns that line up on a terminal, wide characters counted as two.
struct TextTable {
  private var rows: [[String]]

  init(header: [String]) { rows = [header] }

  /// Cells may quote anything; nothing in them steers a terminal.
  mutating func append(_ cells: [String]) {
    rows.append(cells.map { CleanText.singleLine($0) })
  }

  /// One line a row, the last column as long as it is.
  var text: String {
    let widths = rows[0].indices.map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.indices.map { column in
        column == row.count - 1 ? row[column] : Help.pad(row[column], to: widths[column])
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
