import Statements

/// Turns one spelling of a term (braces expanded) into its folded form with its edges. It works on UTF-8: a topic
/// set has tens of thousands of spellings.
struct SpellingReader {
  private var words: [ArraySlice<UInt8>]
  private let source: SourceText
  private let opensFree: Bool
  private let ending: Ending

  private enum Ending { case plain, wildcard, particle }

  private static let asterisk = UInt8(ascii: "*")
  private static let tilde = UInt8(ascii: "~")

  /// All folded forms of a spelling: more than one where a separator between CJK words may be missing.
  static func read(_ text: [UInt8], isExact: Bool, _ source: SourceText) throws(Mistake) -> [Spelling] {
    let reader = try SpellingReader(text, source)
    var spellings: [Spelling] = []
    let exact = isExact ? ExactLetters.of(String(decoding: reader.words.joined(), as: UTF8.self)) : nil
    for parts in try reader.partLists() {
      spellings.append(
        Spelling(parts: parts, left: reader.left(of: parts), right: reader.right(of: parts), exact: exact))
    }
    return spellings
  }

  private init(_ text: [UInt8], _ source: SourceText) throws(Mistake) {
    self.source = source
    var body = text.drop(while: Self.isBlank)
    while let last = body.last, Self.isBlank(last) { body.removeLast() }
    opensFree = body.first == Self.asterisk
    if opensFree { body.removeFirst() }
    switch body.last {
    case Self.asterisk: ending = .wildcard
    case Self.tilde: ending = .particle
    default: ending = .plain
    }
    if ending != .plain { body.removeLast() }
    words = body.split(whereSeparator: Self.isBlank)
    guard !words.isEmpty else { throw Mistake(source, "the term is empty; write a word or delete the comma") }
    try check(body)
  }

  private func check(_ body: ArraySlice<UInt8>) throws(Mistake) {
    for word in words where word.dropLast().contains(Self.asterisk) || word.contains(Self.tilde) {
      throw Mistake(source, "* may end any word but begin only the first, and ~ may only end the term")
    }
    let classes = Self.letterClasses(body)
    if classes.isEmpty { throw Mistake(source, "the term has no letter or digit; write a word") }
    if opensFree || ending == .wildcard || body.contains(Self.asterisk) { try checkWildcard(classes) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
  }

  private static func letterClasses(_ text: ArraySlice<UInt8>) -> [FoldingClass] {
    var classes: [FoldingClass] = []
    let span = text.span
    var index = 0
    while index < span.count {
      let scalar = UTF8Text.scalar(span, at: index)
      let foldingClass = FoldingTable.shared[scalar.value].foldingClass
      if foldingClass.script != .none { classes.append(foldingClass) }
      index += scalar.length
    }
    return classes
  }

  /// A wildcard in a term of few letters hits everything: 3 are needed in alphabets, 2 in kana, 1 in Han and Hangul.
  private func checkWildcard(_ classes: [FoldingClass]) throws(Mistake) {
    let least = classes.contains { $0 == .han || $0 == .hangul } ? 1 : classes.contains(.kana) ? 2 : 3
    guard classes.count < least else { return }
    throw Mistake(
      source, "a term with a wildcard needs \(least) letters; this one would hit nearly every word")
  }

  /// The folded parts between inner wildcards, for each choice of separators.
  private func partLists() throws(Mistake) -> [[[UInt8]]] {
    var lists: [[[UInt8]]] = [[]]
    for (index, part) in parts().enumerated() {
      let folded = Folder.fold(term: part)
      if folded.isEmpty { throw Mistake(source, "the term has no letter or digit; write a word") }
      let choices = SeparatorChoices.of(folded).map { index == 0 ? $0 : [Separator.soft] + $0 }
      guard lists.count * choices.count <= TermReader.maximumSpellings else {
        throw Mistake(source, "the phrase has too many words whose separators may be missing; shorten it")
      }
      lists = lists.flatMap { list in choices.map { list + [$0] } }
    }
    return lists
  }

  /// The phrase cut behind each word that ends in a wildcard.
  private func parts() -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var part: [UInt8] = []
    for word in words {
      if !part.isEmpty { part.append(Separator.soft) }
      let hasTail = word.last == Self.asterisk
      part += hasTail ? word.dropLast() : word
      if hasTail {
        parts.append(part)
        part = []
      }
    }
    return part.isEmpty ? parts : parts + [part]
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

  private static func script(_ part: [UInt8], atEnd: Bool) -> WordScript {
    let scalar = atEnd ? UTF8Text.scalar(part.span, before: part.count) : UTF8Text.scalar(part.span, at: 0)
    return FoldingTable.shared[scalar.value].foldingClass.script
  }
}
