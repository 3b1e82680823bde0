import Statements

/// Reads one term: `word`, `stem*`, `*suffix`, `a{b,c,}`, `=Exact`, `word~`, `"a phrase"`.
enum TermReader {
  /// More spellings than this are a mistake, not a term.
  static let maximumSpellings = 200

  static func read(_ source: SourceText, language: String = Term.anyLanguage) throws(Mistake) -> Term {
    var text = try unquoted(source)[...]
    let isExact = text.first == equalSign
    if isExact { text.removeFirst() }
    var spellings: [Spelling] = []
    for choice in try expanded(text, source) {
      try SpellingReader.read(choice, isExact: isExact, source, into: &spellings)
    }
    return Term(source: source, language: language, spellings: spellings)
  }

  private static let equalSign = UInt8(ascii: "=")
  private static let quote = UInt8(ascii: "\"")

  /// What stands between the quotes, escapes resolved; `=` before and `~` behind the quotes are kept.
  private static func unquoted(_ source: SourceText) throws(Mistake) -> [UInt8] {
    let text = Array(source.text.utf8)
    guard text.contains(quote) else {
      guard WhiteSpace.firstIndex(in: text[...]) == nil else {
        let line = source.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        throw Mistake(
          source, "several words without quotes; write \"\(line)\" for a phrase, or a comma between two terms"
        )
      }
      return text
    }
    let isExact = text.first == equalSign
    let quoted = try QuotedText.read(isExact ? text.dropFirst() : text[...], source)
    guard quoted.rest.isEmpty || quoted.rest.elementsEqual([UInt8(ascii: "~")]) else {
      let rest = String(decoding: quoted.rest, as: UTF8.self)
      throw Mistake(source, "\(rest) stands behind the closing quotation mark; put a comma between two terms")
    }
    return (isExact ? [equalSign] : []) + quoted.content + quoted.rest
  }

  /// All spellings that the braces allow, in the order written.
  private static func expanded(_ text: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake)
    -> [ArraySlice<UInt8>]
  {
    var spellings: [ArraySlice<UInt8>] = [[]]
    var rest = text
    while let brace = rest.firstIndex(where: { $0 == opening || $0 == closing }) {
      guard rest[brace] == opening, let close = rest[brace...].firstIndex(of: closing) else {
        throw Mistake(source, "a brace without its partner; write endings as stem{a,b,}")
      }
      let endings = try endings(rest[(brace + 1)..<close], source)
      guard spellings.count * endings.count <= maximumSpellings else {
        throw Mistake(source, "the braces give more than \(maximumSpellings) spellings; split the term")
      }
      let before = rest[..<brace]
      spellings = spellings.flatMap { start in endings.map { start + before + $0 } }
      rest = rest[(close + 1)...]
    }
    return rest.isEmpty ? spellings : spellings.map { $0.isEmpty ? rest : $0 + rest }
  }

  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  private static func endings(_ inside: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake)
    -> [ArraySlice<UInt8>]
  {
    if inside.contains(opening) { throw Mistake(source, "braces inside braces; write the inner choices out") }
    let endings = inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(trimmed)
    if endings.allSatisfy(\.isEmpty) {
      throw Mistake(source, "empty braces; write the endings between them, as in stem{a,b,}")
    }
    return endings
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}
