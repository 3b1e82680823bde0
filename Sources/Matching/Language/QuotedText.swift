import Statements

/// A text in double quotes, as terms and tests have it: `\"`, `\\` and `\n` are its escapes.
struct QuotedText {
  var content: String
  /// What follows the closing quotation mark.
  var rest: String

  static func read(_ text: Substring, _ source: SourceText) throws(Mistake) -> QuotedText {
    guard text.first == "\"" else {
      throw Mistake(source, "a quotation mark inside a word; put the whole term into quotes")
    }
    var content = ""
    var index = text.index(after: text.startIndex)
    while index < text.endIndex, text[index] != "\"" {
      if text[index] == "\\" {
        index = text.index(after: index)
        content.append(try escaped(index < text.endIndex ? text[index] : nil, source))
        if index == text.endIndex { break }
      } else {
        content.append(text[index])
      }
      index = text.index(after: index)
    }
    guard index < text.endIndex else {
      throw Mistake(source, "the quotation mark is never closed; put another at the end")
    }
    return QuotedText(content: content, rest: String(text[text.index(after: index)...]))
  }

  private static func escaped(_ character: Character?, _ source: SourceText) throws(Mistake) -> Character {
    switch character {
    case "n": return "\n"
    case "\"", "\\": return character ?? "\\"
    default:
      throw Mistake(source, "a backslash must be followed by \", \\ or n; write \\\\ for a backslash itself")
    }
  }
}
