import Statements

/// A `concept` statement, read but not yet resolved.
struct ConceptStatement {
  var name: SourceText
  var terms: [Term] = []
  var rules: [Expression] = []
  var problems: [Problem] = []

  /// How many spellings the topics may still have.
  private let room: Int
  private(set) var spellingCount = 0

  init(_ statement: Statement, room: Int = TopicCompiler.maximumSpellings) {
    self.room = room
    name = statement.arguments
    if let mistake = Names.mistake(in: name, of: "concept", example: "concept north-korea") {
      problems.append(mistake)
    }
    for entry in statement.entries { read(entry) }
    if terms.allSatisfy(\.isDecoy), rules.isEmpty, problems.isEmpty {
      problems.append(
        Problem(
          at: statement.keyword, "the concept has no terms; write, for instance, en: word, \"two words\""))
    }
    checkDecoys()
  }

  private mutating func read(_ entry: Statement.Entry) {
    let key = entry.key.text
    let isLanguage = TermReader.isLanguage(Array(key.utf8)[...])
    var words = isLanguage ? [key] : key.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.first == "match", !entry.hasColon { return readRule(entry) }
    guard entry.hasColon else {
      let language = TermReader.languageWithColon(Array(entry.key.text.utf8))
      let known = ["match", "except", "weak"] + [language].compactMap(\.self)
      let hint = Suggestion.hint(for: entry.key.text, among: known)
      return report(
        entry.key,
        "\(entry.key.text) is no entry of a concept\(hint); write LANG: terms, weak LANG: terms, except: terms or match EXPRESSION"
      )
    }
    let isDecoy = words.first == "except"
    let isWeak = words.first == "weak"
    if isDecoy || isWeak { words.removeFirst() }
    guard words.count <= 1, let language = words.first ?? (isDecoy ? Term.anyLanguage : nil) else {
      return report(
        entry.key, "a language is missing; write, for instance, weak en: word (any: for all languages)")
    }
    guard
      language == Term.anyLanguage
        || TermReader.isLanguage(Array(language.utf8)[...]) && LanguageTag.isKnown(language)
    else {
      let hint = LanguageTag.hint(for: language, or: ["except", "weak", "match", "any"])
      return report(
        entry.key,
        "\(language) is no language\(hint); write its tag of two or three letters, such as en or ko, or any")
    }
    readTerms(entry.value, language: language, isDecoy: isDecoy, isWeak: isWeak)
  }

  private mutating func readRule(_ entry: Statement.Entry) {
    let parsed = ExpressionParser.parse(entry.value)
    problems += parsed.problems
    if let expression = parsed.expression { rules.append(expression) }
  }

  private mutating func readTerms(_ list: SourceText, language: String, isDecoy: Bool, isWeak: Bool) {
    var reader = TermReader()
    for source in TermList.split(list) {
      do throws(Mistake) {
        var term = try reader.read(source, language: language)
        term.isDecoy = isDecoy
        term.isWeak = isWeak
        spellingCount += term.spellings.count
        guard spellingCount <= room else {
          throw Mistake(
            source,
            "all topics together have more than \(TopicCompiler.maximumSpellings) spellings; drop some braces"
          )
        }
        terms.append(term)
      } catch {
        problems.append(error.problem)
        if spellingCount > room { return }
      }
    }
  }

  private mutating func checkDecoys() {
    let decoys = terms.filter(\.isDecoy)
    let checksums = Set(decoys.flatMap(\.spellings).map(\.checksum))
    for term in terms where !term.isDecoy && !checksums.isEmpty {
      guard term.spellings.contains(where: { checksums.contains($0.checksum) }) else { continue }
      let forms = term.forms
      if decoys.contains(where: { $0.forms.contains(where: forms.contains) }) {
        report(term.source, "\(term.written) is a term and a decoy of the same concept; delete one of them")
      }
    }
  }

  private mutating func report(_ source: SourceText, _ message: String) {
    problems.append(Problem(at: source, message))
  }
}

/// Names of concepts and topics.
enum Names {
  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      }
    }
  }

  static func mistake(in name: SourceText, of kind: String, example: String) -> Problem? {
    if name.text.isEmpty {
      return Problem(at: name, "the \(kind) has no name; write, for instance, \(example)")
    }
    guard !isValid(name.text) else { return nil }
    return Problem(
      at: name,
      "\(name.text) is no name; use small letters a-z, digits, - _ and . and begin with a letter, as in \(example)"
    )
  }
}
