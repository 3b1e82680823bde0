import Statements

/// Helpers to take a statement apart while collecting what is wrong with it.
struct StatementParts {
  let statement: Statement
  private(set) var problems: [Problem] = []

  init(_ statement: Statement) {
    self.statement = statement
  }

  mutating func report(_ source: SourceText, _ message: String, notes: [String] = []) {
    problems.append(Problem(at: source, message, notes: notes))
  }

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
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.".unicodeScalars.contains(scalar)
    }
    if !isName { report(word, "a name is one word of letters, digits, '-', '_' and '.'") }
    return isName ? word.text : nil
  }

  /// The entries by key; an unknown, repeated or empty one is a problem.
  mutating func entries(_ known: [String]) -> [String: SourceText] {
    var values: [String: SourceText] = [:]
    for entry in statement.entries {
      let key = entry.key.text
      if !entry.hasColon, known.contains(key) {
        report(entry.key, "write a colon behind \(key)")
      } else if !known.contains(key) {
        report(entry.key, unknown(key, known))
      } else if values[key] != nil {
        report(entry.key, "\(key) stands here twice")
      } else if entry.value.text.isEmpty {
        report(entry.key, "\(key) needs a value")
      } else {
        values[key] = entry.value
      }
    }
    return values
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
