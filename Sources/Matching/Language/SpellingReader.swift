import Statements

/// Turns one spelling of a term (braces expanded) into its folded form with its edges.
struct SpellingReader {
  private let words: [Substring]
  private let source: SourceText
  private let opensFree: Bool
  private let ending: Ending

  private enum Ending { case plain, wildcard, particle }

  /// All folded forms of a spelling: more than one where a separator between CJK words may be missing.
  static func read(_ text: String, isExact: Bool, _ source: SourceText) throws(Mistake) -> [Spelling] {
    let reader = try SpellingReader(text, source)
    let partLists = try reader.partLists()
    return partLists.map { parts in
      Spelling(
        parts: parts, left: reader.left(of: parts), right: reader.right(of: parts),
        exact: isExact ? ExactLetters.of(reader.words.joined(separator: " ")) : nil)
    }
  }

  private init(_ text: String, _ source: SourceText) throws(Mistake) {
    self.source = source
    var body = text[...].drop(while: \.isWhitespace)
    while body.last?.isWhitespace == true { body.removeLast() }
    opensFree = body.first == "*"
    if opensFree { body.removeFirst() }
    switch body.last {
    case "*": ending = .wildcard
    case "~": ending = .particle
    default: ending = .plain
    }
    if ending != .plain { body.removeLast() }
    words = body.split(whereSeparator: \.isWhitespace)
    for (index, word) in words.enumerated() {
      let hasTail = word.hasSuffix("*") || (index == words.count - 1 && ending == .wildcard)
      let letters = Self.letters(word)
      if letters == 0 && words.count == 1 {
        throw Mistake(source, "the term has no letter or digit; write a word")
      }
      if hasTail || (index == 0 && opensFree) { try Self.checkWildcard(body, source) }
      if word.dropLast(word.hasSuffix("*") ? 1 : 0).contains(where: { $0 == "*" || $0 == "~" }) {
        throw Mistake(source, "* may end any word but begin only the first, and ~ may only end the term")
      }
    }
    if words.isEmpty { throw Mistake(source, "the term is empty; write a word or delete the comma") }
  }

  private static func letters(_ word: Substring) -> Int {
    word.unicodeScalars.count { FoldingTable.shared[$0.value].foldingClass.script != .none }
  }

  /// A wildcard in a term of few letters hits everything: 3 are needed in alphabets, 2 in kana, 1 in Han and Hangul.
  private static func checkWildcard(_ term: Substring, _ source: SourceText) throws(Mistake) {
    let classes = term.unicodeScalars.map { FoldingTable.shared[$0.value].foldingClass }.filter {
      $0.script != .none
    }
    let least = classes.contains { $0 == .han || $0 == .hangul } ? 1 : classes.contains(.kana) ? 2 : 3
    if classes.count < least {
      let plural = least == 1 ? "letter" : "letters"
      throw Mistake(
        source, "a term with a wildcard needs \(least) \(plural); this one would hit nearly every word")
    }
  }

  /// The folded parts between inner wildcards, for each choice of separators.
  private func partLists() throws(Mistake) -> [[[UInt8]]] {
    var part = ""
    var parts: [String] = []
    for (index, word) in words.enumerated() {
      if index > 0 { part += " " }
      part += word.hasSuffix("*") ? word.dropLast() : word
      if word.hasSuffix("*") {
        parts.append(part)
        part = ""
      }
    }
    if !part.isEmpty { parts.append(part) }
    var lists: [[[UInt8]]] = [[]]
    for (index, part) in parts.enumerated() {
      let choices = SeparatorChoices.of(Folder.fold(term: part)).map {
        index == 0 ? $0 : [Separator.soft] + $0
      }
      guard let first = choices.first, !first.isEmpty else {
        throw Mistake(source, "the term has no letter or digit; write a word")
      }
      lists = lists.flatMap { list in choices.map { list + [$0] } }
      if lists.count > TermReader.maximumSpellings {
        throw Mistake(source, "the phrase has too many words whose separators may be missing; shorten it")
      }
    }
    return lists
  }

  private func left(of parts: [[UInt8]]) -> Spelling.Edge {
    if opensFree { return Self.script(parts[0], atEnd: false) == .alphabet ? .wildcard : .free }
    if ending == .particle { return .boundary }
    return Self.script(parts[0], atEnd: false) == .ideographic ? .free : .boundary
  }

  private func right(of parts: [[UInt8]]) -> Spelling.Edge {
    let script = Self.script(parts[parts.count - 1], atEnd: true)
    switch ending {
    case .particle: return .particle
    case .wildcard: return script == .alphabet ? .wildcard : .free
    case .plain: return script == .alphabet ? .boundary : .free
    }
  }

  private static func script(_ part: [UInt8], atEnd: Bool) -> WordScript {
    let scalar = atEnd ? UTF8Text.scalar(part.span, before: part.count) : UTF8Text.scalar(part.span, at: 0)
    return FoldingTable.shared[scalar.value].foldingClass.script
  }
}

/// The separators of a phrase that may be missing: those between two CJK characters.
enum SeparatorChoices {
  /// All forms of a folded phrase, the one with every separator first.
  static func of(_ folded: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = [[]]
    for (index, byte) in folded.enumerated() {
      let isOptional = byte == Separator.soft && isBetweenCJK(folded, index)
      let without = isOptional && forms.count < TermReader.maximumSpellings ? forms : []
      for form in forms.indices { forms[form].append(byte) }
      forms += without
    }
    return forms
  }

  private static func isBetweenCJK(_ folded: [UInt8], _ index: Int) -> Bool {
    guard index > 0, index + 1 < folded.count else { return false }
    let table = FoldingTable.shared
    let before = table[UTF8Text.scalar(folded.span, before: index).value].foldingClass.script
    let after = table[UTF8Text.scalar(folded.span, at: index + 1).value].foldingClass.script
    return [before, after].allSatisfy { $0 == .hangul || $0 == .ideographic }
  }
}
