import Statements

/// Gathers the lines of a formatted file.
struct FormattedLines {
  private(set) var text = ""
  private var isBlankDue = false

  static let entryIndentation = 2
  /// Where a value goes on: deeper than any entry.
  static let continuationIndentation = 6
  /// In columns of a terminal, as the sources have it.
  static let width = 110

  /// A blank line: one at most, and none at the beginning or the end.
  mutating func addBlank() { isBlankDue = !text.isEmpty }

  mutating func add(_ line: String, indentation: Int, comment: String? = nil) {
    if isBlankDue { text += "\n" }
    isBlankDue = false
    text += String(repeating: " ", count: indentation) + line
    if let comment { text += (line.isEmpty ? "" : "  ") + comment }
    text += "\n"
  }

  /// Fills lines with parts that must not be cut, the first line begun by `head`; the comment goes to the last one.
  mutating func fill(_ head: String, _ parts: [String], indentation: Int, comment: String?) {
    var line = head
    var indentation = indentation
    var width = indentation + DisplayWidth.of(head)
    for part in parts {
      let partWidth = DisplayWidth.of(part)
      if !line.isEmpty, line != head || head.isEmpty, width + 1 + partWidth > Self.width {
        add(line, indentation: indentation)
        (line, indentation, width) = ("", Self.continuationIndentation, Self.continuationIndentation)
      }
      if !line.isEmpty {
        line += " "
        width += 1
      }
      line += part
      width += partWidth
    }
    add(line, indentation: indentation, comment: comment)
  }
}
