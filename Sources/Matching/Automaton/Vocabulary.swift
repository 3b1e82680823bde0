/// All terms of all topics, ready to be found.
///
/// A class, so that to hold it costs one reference.
final class Vocabulary: Sendable {
  /// A term and the concept that it belongs to.
  struct Entry: Sendable {
    var concept: Int
    var term: Term
  }

  /// A spelling whose first part is a literal of the automaton; plain numbers, because millions are looked at.
  struct Use: Sendable {
    var entry: Int32
    var concept: Int32
    /// Index into `languages`.
    var language: Int32
    var left: Spelling.Edge
    var right: Spelling.Edge
    var isDecoy: Bool
    var isWeak: Bool
    /// Index into `details`, or -1 where the spelling is one part and its capitals do not count.
    var detail: Int32
  }

  /// What few spellings have.
  struct Detail: Sendable {
    var furtherParts: [[UInt8]]
    var exact: String?
  }

  let entries: [Entry]
  let languages: [String]
  let details: [Detail]
  let automaton: Automaton
  /// Spellings in the order of their literals.
  private let uses: [Use]
  /// For each literal its first spelling; one more entry for the end.
  private let firstUses: [Int32]

  init(_ concepts: [[Term]]) {
    var gathering = Gathering()
    for (concept, terms) in concepts.enumerated() {
      for term in terms { gathering.add(term, concept: Int32(concept)) }
    }
    (entries, languages, details) = (gathering.entries, gathering.languages, gathering.details)
    automaton = Automaton(gathering.literals, equal: [Separator.quoted: Separator.soft])
    (uses, firstUses) = gathering.sortedUses(by: automaton.firstEquals)
  }

  /// Where the spellings of a literal stand.
  @inline(__always)
  func useRange(_ literal: Int32) -> Range<Int> {
    Int(firstUses[Int(literal)])..<Int(firstUses[Int(literal) + 1])
  }

  @inline(__always)
  func use(_ index: Int) -> Use { uses[index] }

  /// The terms with the first parts of all their spellings, and what each of these is for.
  private struct Gathering {
    private(set) var entries: [Entry] = []
    private(set) var languages = [Term.anyLanguage]
    private(set) var details: [Detail] = []
    private(set) var literals = ByteStrings()
    private var uses: [Use] = []
    private var languageIndexes: [String: Int] = [Term.anyLanguage: 0]

    mutating func add(_ term: Term, concept: Int32) {
      let language = index(of: term.language)
      for (index, spelling) in term.spellings.enumerated() {
        let literal = term.literal(spelling)
        let isWhole = literal.upperBound == spelling.range.upperBound
        let detail = detail(
          furtherParts: isWhole ? [] : term.furtherParts(spelling), exact: term.exactLetters(index))
        literals.append(term.letters[literal])
        uses.append(
          Use(
            entry: Int32(entries.count), concept: concept, language: Int32(language), left: spelling.left,
            right: spelling.right, isDecoy: term.isDecoy, isWeak: term.isWeak, detail: detail))
      }
      entries.append(Entry(concept: Int(concept), term: term))
    }

    private mutating func index(of language: String) -> Int {
      if let index = languageIndexes[language] { return index }
      languageIndexes[language] = languages.count
      languages.append(language)
      return languages.count - 1
    }

    private mutating func detail(furtherParts: [[UInt8]], exact: String?) -> Int32 {
      guard !furtherParts.isEmpty || exact != nil else { return -1 }
      details.append(Detail(furtherParts: furtherParts, exact: exact))
      return Int32(details.count - 1)
    }

    /// The spellings by literal, and where those of each begin (a counting sort).
    func sortedUses(by firstEquals: [Int32]) -> (uses: [Use], firstUses: [Int32]) {
      var starts = [Int32](repeating: 0, count: literals.count + 1)
      for literal in firstEquals { starts[Int(literal) + 1] += 1 }
      for literal in literals.indices { starts[literal + 1] += starts[literal] }
      var next = starts
      var sorted = uses
      for (use, literal) in zip(uses, firstEquals) {
        sorted[Int(next[Int(literal)])] = use
        next[Int(literal)] += 1
      }
      return (sorted, starts)
    }
  }
}
