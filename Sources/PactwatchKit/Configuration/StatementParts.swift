import Statements

/// Helpers to take a statement apart while collecting what is wrong with it.
struct StatementParts {
  let statement: Statement
  private(set) var problems: [Problem] = []

  init(_ statement: Statement) {
    self.statement = statement
  }

  var hasErrors: Bool { problems.contains { $0.severity == .error } }

  mutating func report(_ source: SourceText, _ message: String, as severity: Problem.Severity = .error) {
    problems.append(Problem(severity, at: source, message))
  }

  /// Tells of a mistake in an entry that its statement can do without.
  mutating func ignore(_ source: SourceText, _ message: String) {
    report(source, message + Self.ignored, as: .warning)
  }

  private static let ignored = "; the entry is left out"

  /// The words of the arguments, each with its place.
  var words: [SourceText] { Self.split(statement.arguments, at: isBlank) }

  /// A comma-separated value, blanks around each part removed.
  static func list(_ source: SourceText) -> [SourceText] {
    split(source) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }
  }

  /// The name: letters, digits, `.`, `_` and `-`, so that it is one word in every message and log.
  mutating func name() -> String? {
    guard let word = words.first else {
      report(statement.keyword, "\(statement.keyword.text) needs a name")
      return nil
    }
    let isName = word.text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
      default: scalar.properties.isAlphabetic
      }
    }
    if !isName { report(word, "a name is one word of letters, digits, '-', '_' and '.'") }
    return isName ? word.text : nil
  }

  /// The entries by key; an unknown, repeated or empty one is a problem, and no error where a hint is meant.
  ///
  /// `hints` are those of the known that the statement can do without.
  mutating func entries(_ known: [String], hints: [String] = []) -> [String: SourceText] {
    var values: [String: SourceText] = [:]
    for entry in statement.entries {
      let key = entry.key.text
      guard let mistake = mistake(in: entry, known, isRepeated: values[key] != nil) else {
        values[key] = entry.value
        continue
      }
      // `lang:ko` is one word.
      let word = String(key.prefix { $0 != ":" })
      let isHint = hints.contains(Suggestion.closest(to: word, among: known) ?? word)
      if isHint { ignore(entry.key, mistake) } else { report(entry.key, mistake) }
    }
    return values
  }

  private func mistake(in entry: Statement.Entry, _ known: [String], isRepeated: Bool) -> String? {
    let key = entry.key.text
    if !known.contains(key) { return unknown(key, known) }
    if !entry.hasColon { return "write a colon behind \(key)" }
    if isRepeated { return "\(key) stands here twice" }
    return entry.value.text.isEmpty ? "\(key) needs a value" : nil
  }

  /// `credential NAME` or an absolute path, never the secret itself.
  mutating func secret(_ value: SourceText) -> Secret? {
    let words = value.text.split(separator: " ")
    if words.count == 2, words[0] == "credential", !words[1].contains("/") {
      return .credential(String(words[1]))
    }
    if words.count == 1, value.text.hasPrefix("/") { return .file(value.text) }
    report(value, "a secret is named, not written here: credential NAME, or the absolute path of its file")
    return nil
  }

  private func unknown(_ key: String, _ known: [String]) -> String {
    let hint = Suggestion.hint(for: key, among: known)
    return "unknown entry \(key) of a \(statement.keyword.text)"
      + (hint.isEmpty ? "; it takes \(known.joined(separator: ", "))" : hint)
  }

  /// The parts that are not blank, without the blanks around them.
  private static func split(_ source: SourceText, at isSeparator: (UInt8) -> Bool) -> [SourceText] {
    var cutter = SourceCutter(source)
    return cutter.bytes.split(whereSeparator: isSeparator).compactMap { part in
      guard let first = part.firstIndex(where: { !isBlank($0) }),
        let last = part.lastIndex(where: { !isBlank($0) })
      else { return nil }
      return cutter.cut(first..<last + 1)
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
}
