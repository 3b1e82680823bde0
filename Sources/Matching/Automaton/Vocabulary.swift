/// All terms of all topics, ready to be found.
struct Vocabulary: Sendable {
  /// A term and the concept that it belongs to.
  struct Entry: Sendable {
    var concept: Int
    var term: Term
    /// Index of its language in `languages`.
    var language: Int
  }

  /// A spelling whose first part is a literal of the automaton.
  struct Use: Sendable {
    var entry: Int
    var spelling: Spelling
  }

  private(set) var entries: [Entry] = []
  private(set) var languages: [String] = [Term.anyLanguage]
  /// For each literal the spellings that begin with it.
  private(set) var uses: [[Use]] = []
  private(set) var automaton = Automaton([])

  init(_ concepts: [[Term]]) {
    var literals: [[UInt8]: Int] = [:]
    var patterns: [[UInt8]] = []
    var languageIndexes = [Term.anyLanguage: 0]
    for (concept, terms) in concepts.enumerated() {
      for term in terms {
        let language = languageIndexes[term.language] ?? languages.count
        if language == languages.count {
          languageIndexes[term.language] = language
          languages.append(term.language)
        }
        entries.append(Entry(concept: concept, term: term, language: language))
        for spelling in term.spellings {
          let literal = literals[spelling.parts[0]] ?? patterns.count
          if literal == patterns.count {
            literals[spelling.parts[0]] = literal
            patterns.append(spelling.parts[0])
            uses.append([])
          }
          uses[literal].append(Use(entry: entries.count - 1, spelling: spelling))
        }
      }
    }
    automaton = Automaton(patterns, equal: [Separator.quoted: Separator.soft])
  }
}
