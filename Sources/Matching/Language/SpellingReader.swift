import Bytes
import Statements

/// Turns one spelling of a term (braces expanded) into its folded form with its edges. It works on UTF-8: a topic
/// set has tens of thousands of spellings.
struct SpellingReader {
  private let edges = WordEdges()
  private var folder = Folder(mode: .term)
  private var opensFree = false
  private var ending = Ending.plain

  private enum Ending { case plain, wildcard, particle }

  private static let asterisk = UInt8(ascii: "*")
  private static let tilde = UInt8(ascii: "~")

  /// Adds all folded forms of a spelling: more than one where a separator between CJK words may be missing.
  ///
  /// Between two words of the spelling stands one blank. `source` is the whole term, which messages show.
  mutating func read(
    _ text: [UInt8], of source: SourceText, isExact: Bool, into term: inout Term
  ) throws(Mistake) {
    let body = try body(text, source)
    let letters = text.span.extracting(body)
    let isOnePart =
      Bytes.first(Self.asterisk, in: letters, from: 0) == body.count
      && Bytes.first(Self.tilde, in: letters, from: 0) == body.count
    let folded = isOnePart ? try fold(letters, source) : try foldParts(text[body], source)
    if opensFree || ending == .wildcard || !isOnePart { try Self.checkWildcard(letters, source) }
    let exact = isExact ? ExactLetters.of(String(decoding: text[body], as: UTF8.self)) : nil
    let others = SeparatorChoices.of(folded)
    guard others.count < TermReader.maximumSpellings else {
      throw Mistake(source, "the phrase has too many words whose separators may be missing; shorten it")
    }
    let (left, right) = (left(of: folded.span), right(of: folded.span))
    term.add(folded, left: left, right: right, exact: exact)
    for form in others { term.add(form, left: left, right: right, exact: exact) }
  }

  /// The spelling without the wildcards at its ends.
  private mutating func body(_ text: [UInt8], _ source: SourceText) throws(Mistake) -> Range<Int> {
    var body = WhiteSpace.trimmed(text.indices, of: text)
    opensFree = !body.isEmpty && text[body.lowerBound] == Self.asterisk
    if opensFree { body = body.dropFirst() }
    switch body.isEmpty ? 0 : text[body.upperBound - 1] {
    case Self.asterisk: ending = .wildcard
    case Self.tilde: ending = .particle
    default: ending = .plain
    }
    if ending != .plain { body = body.dropLast() }
    guard !body.allSatisfy({ WhiteSpace.isBlank(text[$0]) }) else {
      throw Mistake(source, "the term is empty; write a word or delete the comma")
    }
    return body
  }

  private mutating func fold(_ part: Span<UInt8>, _ source: SourceText) throws(Mistake) -> [UInt8] {
    let folded = folder.fold(term: part)
    if folded.isEmpty { throw Mistake(source, "the term has no letter or digit; write a word") }
    return folded
  }

  /// Folds what stands between the wildcards.
  private mutating func foldParts(_ body: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake) -> [UInt8]
  {
    for index in body.indices where body[index] == Self.asterisk || body[index] == Self.tilde {
      let next = index + 1 < body.endIndex ? body[index + 1] : 0
      guard body[index] == Self.asterisk, WhiteSpace.isBlank(next) else {
        let braces =
          source.text.contains("{") ? "; a * in braces ends the word only where nothing follows them" : ""
        throw Mistake(
          source, "* may end any word but begin only the first, and ~ may only end the term" + braces)
      }
    }
    var folded: [UInt8] = []
    for part in body.split(separator: Self.asterisk) {
      if !folded.isEmpty { folded += [Spelling.restOfWord, Separator.soft] }
      folded += try fold(part.span, source)
    }
    return folded
  }

  /// A wildcard in a term of few letters hits everything: 3 are needed in alphabets, 2 in kana, 1 in Han and Hangul.
  private static func checkWildcard(_ body: Span<UInt8>, _ source: SourceText) throws(Mistake) {
    let letters = FirstLetters(body)
    if letters.count == 0 { throw Mistake(source, "the term has no letter or digit; write a word") }
    let least = letters.hasSyllables ? 1 : letters.hasKana ? 2 : FirstLetters.most
    guard letters.count < least else { return }
    throw Mistake(
      source, "a term with a wildcard needs \(least) letters; this one would hit nearly every word")
  }

  private func left(of folded: Span<UInt8>) -> Spelling.Edge {
    let script = edges.script(folded, at: 0)
    if opensFree { return script == .alphabet ? .wildcard : .free }
    if ending == .particle { return .boundary }
    return script == .ideographic ? .free : .boundary
  }

  private func right(of folded: Span<UInt8>) -> Spelling.Edge {
    // A voiced kana is folded to its letter and a mark: the letter decides.
    let script = edges.script(folded, before: folded.count)
    switch ending {
    case .particle: return .particle
    case .wildcard: return script == .alphabet ? .wildcard : .free
    case .plain: return script == .alphabet ? .boundary : .free
    }
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
