import Statements

/// Reads one term: `word`, `stem*`, `*suffix`, `a{b,c,}`, `=Exact`, `word~`, `"a phrase"`.
enum TermReader {
  /// More spellings than this are a mistake, not a term.
  static let maximumSpellings = 200

  static func read(_ source: SourceText, language: String = Term.anyLanguage) throws(Mistake) -> Term {
    var text = try unquoted(source)
    let isExact = text.hasPrefix("=")
    if isExact { text.removeFirst() }
    var spellings: [Spelling] = []
    for choice in try expanded(text, source) {
      for spelling in try SpellingReader.read(choice, isExact: isExact, source)
      where !spellings.contains(spelling) {
        spellings.append(spelling)
      }
    }
    return Term(source: source, language: language, spellings: spellings)
  }

  /// What stands between the quotes, escapes resolved; `=` before and `~` behind the quotes are kept.
  private static func unquoted(_ source: SourceText) throws(Mistake) -> String {
    let text = source.text
    guard text.contains("\"") else {
      guard !text.contains(where: \.isWhitespace) else {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        throw Mistake(
          source, "several words without quotes; write \"\(line)\" for a phrase, or a comma between two terms"
        )
      }
      return text
    }
    let isExact = text.hasPrefix("=")
    let quoted = try QuotedText.read(isExact ? text.dropFirst() : text[...], source)
    guard quoted.rest.isEmpty || quoted.rest == "~" else {
      throw Mistake(
        source, "\(quoted.rest) stands behind the closing quotation mark; put a comma between two terms")
    }
    return (isExact ? "=" : "") + quoted.content + quoted.rest
  }

  /// All spellings that the braces allow, in the order written.
  private static func expanded(_ text: String, _ source: SourceText) throws(Mistake) -> [String] {
    var spellings = [""]
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let close = rest[brace...].firstIndex(of: "}") else {
        throw Mistake(source, "a brace without its partner; write endings as stem{a,b,}")
      }
      let endings = try endings(rest[rest.index(after: brace)..<close], source)
      guard spellings.count * endings.count <= maximumSpellings else {
        throw Mistake(source, "the braces give more than \(maximumSpellings) spellings; split the term")
      }
      let before = rest[..<brace]
      spellings = spellings.flatMap { start in endings.map { start + before + $0 } }
      rest = rest[rest.index(after: close)...]
    }
    return spellings.map { $0 + rest }
  }

  private static func endings(_ inside: Substring, _ source: SourceText) throws(Mistake) -> [String] {
    if inside.contains("{") { throw Mistake(source, "braces inside braces; write the inner choices out") }
    let endings = inside.split(separator: ",", omittingEmptySubsequences: false).map { ending in
      ending.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    if endings.allSatisfy(\.isEmpty) {
      throw Mistake(source, "empty braces; write the endings between them, as in stem{a,b,}")
    }
    return endings
  }
}
