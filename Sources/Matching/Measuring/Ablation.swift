/// What each part of matching is worth: the verdicts that an item would get without those behind it.
package struct Ablation {
  /// The parts, each with all that stand before it. Before the rules, a branch holds where all of its concepts stand anywhere in
  /// the item.
  package enum Part: String, CaseIterable, Sendable {
    case rawSubstrings = "raw substrings"
    case folding = "plus folding"
    case boundaries = "plus boundaries"
    case decoys = "plus decoys"
    case rules = "plus rules"
  }

  private let topics: TopicSet
  /// Finds what is written in the topic files, byte for byte.
  private let written: Automaton
  /// For each literal that it reports the concepts that have it.
  private let writtenConcepts: [Int: Set<Int>]

  package init(_ topics: TopicSet) {
    self.topics = topics
    var literals: [[UInt8]] = []
    var concepts: [Int] = []
    for entry in topics.vocabulary.entries where !entry.term.isDecoy {
      // The terms of a topic set were read before.
      for literal in (try? TermReader.literals(of: entry.term.source)) ?? [] {
        literals.append(literal)
        concepts.append(entry.concept)
      }
    }
    written = Automaton(ByteStrings(literals))
    var writtenConcepts: [Int: Set<Int>] = [:]
    for (first, concept) in zip(written.firstEquals, concepts) {
      writtenConcepts[Int(first), default: []].insert(concept)
    }
    self.writtenConcepts = writtenConcepts
  }

  /// The topics that would alert.
  package func verdict(_ part: Part, _ item: MatchItem) -> [String] {
    switch part {
    case .rawSubstrings: holding(writtenConcepts(in: item))
    case .folding: holding(foldedConcepts(in: item))
    case .boundaries: holding(ItemMatcher(topics, item).located().hits.withDecoyed())
    case .decoys: holding(ItemMatcher(topics, item).located().hits.present())
    case .rules: topics.match(item).filter { $0.tier == .alert }.map(\.topic)
    }
  }

  private func holding(_ present: [Bool]) -> [String] {
    topics.items.filter { topic in
      topic.branches.contains { $0.tier == .alert && $0.rule.isPossible(present, topics.concepts) }
    }.map(\.name)
  }

  private func writtenConcepts(in item: MatchItem) -> [Bool] {
    var present = [Bool](repeating: false, count: topics.concepts.count)
    for field in Field.allCases {
      for hit in written.hits(in: item.text(field).utf8.span) {
        for concept in writtenConcepts[Int(hit.literal)] ?? [] { present[concept] = true }
      }
    }
    return present
  }

  private func foldedConcepts(in item: MatchItem) -> [Bool] {
    let matcher = ItemMatcher(topics, item)
    return matcher.present(topics.vocabulary.automaton.hits(in: matcher.folded().bytes.span))
  }
}

extension ConceptHits {
  /// Which concepts have a hit.
  fileprivate func present() -> [Bool] { hits.map { !$0.isEmpty } }

  /// The same if decoys took nothing away.
  fileprivate func withDecoyed() -> [Bool] {
    var present = present()
    for (hit, _) in dropped { present[hit.concept] = true }
    return present
  }
}
