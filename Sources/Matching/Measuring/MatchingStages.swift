/// The stages of matching one by one: for measurements, and for comparison with other matchers.
package struct MatchingStages {
  private let vocabulary: Vocabulary
  private let finder: HitFinder
  private let open: [Bool]

  package init(_ topics: TopicSet) {
    vocabulary = topics.vocabulary
    finder = HitFinder(vocabulary)
    open = Array(repeating: true, count: vocabulary.languages.count)
  }

  /// A text as a field of an item in the form that is compared.
  package static func folded(_ text: Span<UInt8>) -> [UInt8] {
    var folder = Folder(capacity: text.count + 2)
    folder.fold(.content, text)
    return folder.folded.bytes
  }

  /// What the automaton looks for, folded.
  package var literals: [[UInt8]] {
    vocabulary.entries.map(\.term).flatMap { term in
      term.spellings.map { Array(term.letters[term.literal($0)]) }
    }
  }

  /// Where the automaton finds literals in folded text: the literal's index and the end. Of equal literals the first is told.
  package func literalHits(in folded: Span<UInt8>) -> [(literal: Int, end: Int)] {
    vocabulary.automaton.hits(in: folded).map { (Int($0.literal), Int($0.end)) }
  }

  /// Where terms of any language stand in a text, with their edges, capitals and further words: the way of an item, without
  /// decoys and rules.
  package func places(in text: Span<UInt8>) -> [Range<Int>] {
    var folder = Folder(capacity: text.count + 2)
    folder.fold(.content, text)
    let folded = folder.folded
    let raw = vocabulary.automaton.hits(in: folded.bytes.span)
    let hits = finder.hits(raw, in: folded.bytes.span, open: open) { range, letters in
      let source = folded.sourceRange(range)
      return ExactLetters.agree(String(decoding: source.map { text[$0] }, as: UTF8.self), with: letters)
    }
    return hits.map { folded.sourceRange($0.start..<$0.end) }
  }
}
