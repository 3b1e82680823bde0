import Statements

/// Turns one spelling of a term (braces expanded) into its folded form with its edges. It works on UTF-8: a topic
/// set has tens of thousands of spellings.
struct SpellingReader {
  private let source: SourceText
  private let isExact: Bool
  /// The phrase cut behind each word that ends in a wildcard, one space between two words.
  private var parts: [[UInt8]] = []
  private var opensFree = false
  private var ending = Ending.plain

  private enum Ending { case plain, wildcard, particle }

  private static let asterisk = UInt8(ascii: "*")
  private static let tilde = UInt8(ascii: "~")

  /// - Parameter source: the term, for messages.
  init(_ source: SourceText, isExact: Bool) {
    self.source = source
    self.isExact = isExact
  }

  /// Adds all folded forms of a spelling: more than one where a separator between CJK words may be missing.
  mutating func read(_ text: ArraySlice<UInt8>, into spellings: inout [Spelling]) throws(Mistake) {
    parts.removeAll(keepingCapacity: true)
    try readParts(text)
    let exact = isExact ? ExactLetters.of(String(decoding: parts.joined(), as: UTF8.self)) : nil
    for parts in try partLists() {
      spellings.append(Spelling(parts: parts, left: left(of: parts), right: right(of: parts), exact: exact))
    }
  }

  private mutating func readParts(_ text: ArraySlice<UInt8>) throws(Mistake) {
    var body = WhiteSpace.trimmed(text)
    opensFree = body.first == Self.asterisk
    if opensFree { body.removeFirst() }
    switch body.last {
    case Self.asterisk: ending = .wildcard
    case Self.tilde: ending = .particle
    default: ending = .plain
    }
    if ending != .plain { body.removeLast() }
    guard body.contains(where: { !WhiteSpace.isBlank($0) }) else {
      throw Mistake(source, "the term is empty; write a word or delete the comma")
    }
    if Self.isOnePart(body) { parts.append(Array(body)) } else { try cut(body) }
    if opensFree || ending == .wildcard || body.contains(Self.asterisk) { try checkWildcard(body) }
  }

  /// Whether nothing is to be cut: no wildcard inside, and single blanks between words.
  private static func isOnePart(_ body: ArraySlice<UInt8>) -> Bool {
    var isBehindBlank = true
    for byte in body {
      let isBlank = WhiteSpace.isBlank(byte)
      if byte == asterisk || byte == tilde || (isBlank && isBehindBlank) { return false }
      isBehindBlank = isBlank
    }
    return !isBehindBlank
  }

  /// Cuts the spelling into its parts.
  private mutating func cut(_ body: ArraySlice<UInt8>) throws(Mistake) {
    var part: [UInt8] = []
    part.reserveCapacity(body.count)
    let text = body.span
    for index in 0..<text.count {
      let byte = text[index]
      let endsWord = index + 1 == text.count || WhiteSpace.isBlank(text[index + 1])
      if byte == Self.tilde || (byte == Self.asterisk && !endsWord) {
        throw Mistake(source, "* may end any word but begin only the first, and ~ may only end the term")
      }
      if byte == Self.asterisk {
        parts.append(part)
        part = []
      } else if !WhiteSpace.isBlank(byte) {
        part.append(byte)
      } else if !part.isEmpty, !endsWord {
        part.append(Separator.soft)
      }
    }
    if !part.isEmpty { parts.append(part) }
  }

  /// A wildcard in a term of few letters hits everything: 3 are needed in alphabets, 2 in kana, 1 in Han and Hangul.
  private func checkWildcard(_ body: ArraySlice<UInt8>) throws(Mistake) {
    let letters = FirstLetters(body.span)
    if letters.count == 0 { throw Mistake(source, "the term has no letter or digit; write a word") }
    let least = letters.hasSyllables ? 1 : letters.hasKana ? 2 : FirstLetters.most
    guard letters.count < least else { return }
    throw Mistake(
      source, "a term with a wildcard needs \(least) letters; this one would hit nearly every word")
  }

  /// The folded parts between inner wildcards, for each choice of separators.
  private func partLists() throws(Mistake) -> [[[UInt8]]] {
    var lists: [[[UInt8]]] = [[]]
    for (index, part) in parts.enumerated() {
      let folded = Folder.fold(term: part)
      if folded.isEmpty { throw Mistake(source, "the term has no letter or digit; write a word") }
      let forms = SeparatorChoices.of(folded)
      if parts.count == 1, forms.count == 1 { return [forms] }
      let choices = forms.map { index == 0 ? $0 : [Separator.soft] + $0 }
      guard lists.count * choices.count <= TermReader.maximumSpellings else {
        throw Mistake(source, "the phrase has too many words whose separators may be missing; shorten it")
      }
      lists = lists.flatMap { list in choices.map { list + [$0] } }
    }
    return lists
  }

  private func left(of parts: [[UInt8]]) -> Spelling.Edge {
    let script = Self.script(parts[0], atEnd: false)
    if opensFree { return script == .alphabet ? .wildcard : .free }
    if ending == .particle { return .boundary }
    return script == .ideographic ? .free : .boundary
  }

  private func right(of parts: [[UInt8]]) -> Spelling.Edge {
    let script = Self.script(parts[parts.count - 1], atEnd: true)
    switch ending {
    case .particle: return .particle
    case .wildcard: return script == .alphabet ? .wildcard : .free
    case .plain: return script == .alphabet ? .boundary : .free
    }
  }

  private static let edges = WordEdges()

  private static func script(_ part: [UInt8], atEnd: Bool) -> WordScript {
    // A voiced kana is folded to its letter and a mark: the letter decides.
    atEnd ? edges.script(part.span, before: part.count) : edges.script(part.span, at: 0)
  }
}

/// How many letters a spelling begins with, as far as wildcards ask, and of what scripts.
private struct FirstLetters {
  private(set) var count = 0
  /// Han or Hangul, where one letter is a word.
  private(set) var hasSyllables = false
  private(set) var hasKana = false

  /// With so many letters any wildcard is in order.
  static let most = 3

  init(_ text: Span<UInt8>) {
    let table = FoldingTable.shared
    var index = 0
    while index < text.count, count < Self.most {
      let scalar = UTF8Text.scalar(text, at: index)
      let foldingClass = table[scalar.value].foldingClass
      if foldingClass.script != .none { count += 1 }
      if foldingClass == .han || foldingClass.script == .hangul { hasSyllables = true }
      if foldingClass == .kana { hasKana = true }
      index += scalar.length
    }
  }
}
