import Statements

/// Reads one term: `word`, `stem*`, `*suffix`, `a{b,c,}`, `=Exact`, `word~`, `"a phrase"`.
///
/// One reader serves for many terms.
struct TermReader {
  /// More spellings than this are a mistake, not a term.
  static let maximumSpellings = 200

  private var reader = SpellingReader()
  private var choices = BraceChoices()

  mutating func read(_ source: SourceText, language: String = Term.anyLanguage) throws(Mistake) -> Term {
    let text = try Self.unquoted(source)
    let isExact = text.first == Self.equalSign
    try choices.start(text, from: isExact ? 1 : 0, source)
    var term = Term(source: source, language: language)
    term.reserveCapacity(choices.count)
    while choices.next() {
      try reader.read(choices.spelling, of: source, isExact: isExact, into: &term)
    }
    return term
  }

  /// A term as it would be looked for without any knowledge of languages: its spellings up to the first wildcard, as written.
  static func literals(of source: SourceText) throws(Mistake) -> [[UInt8]] {
    var choices = BraceChoices()
    try choices.start(try unquoted(source), from: 0, source)
    var literals: [[UInt8]] = []
    while choices.next() {
      let word = choices.spelling.drop {
        $0 == equalSign || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: " ")
      }
      let literal = word.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "~") }
      if !literal.isEmpty { literals.append(Array(literal)) }
    }
    return literals
  }

  /// Whether these letters can be a language's tag.
  static func isLanguage(_ tag: ArraySlice<UInt8>) -> Bool {
    (2...3).contains(tag.count) && tag.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// The `ru` of `ru:word`, where a blank was forgotten or a comma stands for the end of a line.
  static func languageWithColon(_ text: [UInt8]) -> String? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), isLanguage(text[..<colon]) else { return nil }
    return String(decoding: text[..<colon], as: UTF8.self)
  }

  private static let equalSign = UInt8(ascii: "=")
  private static let quote = UInt8(ascii: "\"")

  /// What stands between the quotes, escapes resolved; `=` before and `~` behind the quotes are kept.
  private static func unquoted(_ source: SourceText) throws(Mistake) -> [UInt8] {
    let text = Array(source.text.utf8)
    guard text.contains(quote) else {
      if text.contains(UInt8(ascii: ";")) {
        throw Mistake(
          source, "write a comma between two terms, not ; (or quotes, where it belongs to the term)")
      }
      guard WhiteSpace.firstIndex(in: text[...]) == nil else {
        let line = source.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        throw Mistake(
          source, "several words without quotes; write \"\(line)\" for a phrase, or a comma between two terms"
        )
      }
      if let language = languageWithColon(text) {
        throw Mistake(
          source,
          "a term begins with the language \(language):; write \(language): and a blank at the beginning of a line of its own"
        )
      }
      return text
    }
    let isExact = text.first == equalSign
    let quoted = try QuotedText.read(isExact ? text.dropFirst() : text[...], source)
    guard quoted.rest.isEmpty || quoted.rest.elementsEqual([UInt8(ascii: "~")]) else {
      let rest = String(decoding: quoted.rest, as: UTF8.self).oneLine
      throw Mistake(source, "\(rest) stands behind the closing quotation mark; put a comma between two terms")
    }
    return (isExact ? [equalSign] : []) + quoted.content + quoted.rest
  }
}
