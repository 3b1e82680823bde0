import Statements

/// A text in double quotes, as terms and tests have it: `\"`, `\\` and `\n` are its escapes.
struct QuotedText {
  /// UTF-8, as all of it: topic files have thousands of quoted texts.
  var content: [UInt8]
  /// What follows the closing quotation mark.
  var rest: ArraySlice<UInt8>

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  static func read(_ text: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake) -> QuotedText {
    guard text.first == quote else {
      throw Mistake(source, "a quotation mark inside a word; put the whole term into quotes")
    }
    var content: [UInt8] = []
    var rest = text.dropFirst()
    while let mark = rest.firstIndex(where: { $0 == quote || $0 == backslash }) {
      content += rest[..<mark]
      let follower = rest[(mark + 1)...]
      if rest[mark] == quote { return QuotedText(content: content, rest: follower) }
      content.append(try escaped(follower.first, source))
      rest = follower.dropFirst()
    }
    throw Mistake(source, "the quotation mark is never closed; put another at the end")
  }

  private static func escaped(_ byte: UInt8?, _ source: SourceText) throws(Mistake) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case quote, backslash: return byte ?? backslash
    default:
      throw Mistake(source, "a backslash must be followed by \", \\ or n; write \\\\ for a backslash itself")
    }
  }
}
