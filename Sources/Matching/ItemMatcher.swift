/// The way of one item: fold, scan, and, where a branch may hold at all, locate the hits and evaluate.
struct ItemMatcher {
  private let topics: TopicSet
  private let vocabulary: Vocabulary
  private let item: MatchItem

  init(_ topics: TopicSet, _ item: MatchItem) {
    self.topics = topics
    vocabulary = topics.vocabulary
    self.item = item
  }

  func matches() -> [Match] {
    guard let found = find() else { return [] }
    var reading = Reading(topics: topics, item: item, found: found)
    return topics.items.compactMap { reading.match($0) }
  }

  /// What was found, or nil where no branch of any topic can hold.
  private func find() -> ItemHits? {
    let folded = folded()
    let raw = vocabulary.automaton.hits(in: folded.bytes.span)
    guard mayHold(raw) else { return nil }
    let open = LanguageGate.open(
      vocabulary.languages, declared: item.language, folded: folded.bytes.span)
    let finder = HitFinder(vocabulary)
    // Capitals need the source text; until a branch may hold they are taken for granted.
    let likely = finder.hits(raw, in: folded.bytes.span, open: open) { _, _ in true }
    guard mayHold(likely) else { return nil }
    return located(folded, raw, open, finder)
  }

  /// Everything about the hits, whether or not a branch may hold.
  func located() -> ItemHits {
    let folded = folded()
    return located(vocabulary.automaton.hits(in: folded.bytes.span), folded)
  }

  /// The same, or nil where not even a part of a term occurs.
  func locatedIfAny() -> ItemHits? {
    let folded = folded()
    let raw = vocabulary.automaton.hits(in: folded.bytes.span)
    return raw.isEmpty ? nil : located(raw, folded)
  }

  private func located(_ raw: [Automaton.RawHit], _ folded: FoldedText) -> ItemHits {
    let open = LanguageGate.open(
      vocabulary.languages, declared: item.language, folded: folded.bytes.span)
    return located(folded, raw, open, HitFinder(vocabulary))
  }

  /// Whether any branch has all concepts it cannot do without, edges and languages left out of account: few items get past this.
  private func mayHold(_ raw: [Automaton.RawHit]) -> Bool {
    guard !raw.isEmpty else { return false }
    let present = present(raw)
    return topics.requirements.contains { $0.mayHold(present) }
  }

  /// For each concept whether a part of a term of it occurs.
  func present(_ raw: [Automaton.RawHit]) -> [Bool] {
    var present = [Bool](repeating: false, count: topics.concepts.count)
    for hit in raw {
      for index in vocabulary.useRange(hit.literal) {
        let use = vocabulary.use(index)
        if !use.isDecoy { present[Int(use.concept)] = true }
      }
    }
    return present
  }

  private func mayHold(_ hits: [Hit]) -> Bool {
    var present = [Bool](repeating: false, count: topics.concepts.count)
    for hit in hits where !vocabulary.entries[hit.entry].term.isDecoy { present[hit.concept] = true }
    return topics.requirements.contains {
      $0.mayHold(present) && $0.rule.isPossible(present, topics.concepts)
    }
  }

  private func located(
    _ folded: FoldedText, _ raw: [Automaton.RawHit], _ open: [Bool], _ finder: HitFinder
  ) -> ItemHits {
    let source = ItemSource(item: item, folded: folded)
    let hits = finder.hits(raw, in: folded.bytes.span, open: open) { range, letters in
      ExactLetters.agree(source.text(range), with: letters)
    }
    return ItemHits(
      source: source, hits: finder.sorted(hits, conceptCount: topics.concepts.count), open: open)
  }

  func folded() -> FoldedText {
    let size = item.title.utf8.count + item.summary.utf8.count + item.content.utf8.count
    var folder = Folder(capacity: size + Field.allCases.count + 1)
    folder.fold(.title, item.title.utf8.span)
    folder.fold(.summary, item.summary.utf8.span)
    folder.fold(.content, item.content.utf8.span)
    return folder.folded
  }
}

/// All hits of an item, with the way back to its text.
struct ItemHits {
  var source: ItemSource
  var hits: ConceptHits
  /// Which of the vocabulary's languages were open.
  var open: [Bool]
}

/// An item's text, by offsets into its folded form.
struct ItemSource {
  let item: MatchItem
  let folded: FoldedText

  /// The field and UTF-8 offsets that a stretch of folded text stands for.
  func place(_ range: Range<Int>) -> (field: Field, range: Range<Int>) {
    let field = folded.field(at: range.lowerBound)?.field ?? .title
    return (field, Self.withoutBlankEnd(folded.sourceRange(range), item.text(field)))
  }

  /// White space behind a Han or kana character leaves no trace in folded text and would be taken with it.
  private static func withoutBlankEnd(_ range: Range<Int>, _ text: String) -> Range<Int> {
    let slice = text.utf8Slice(range)
    let blanks = slice.utf8.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.count
    return range.dropLast(blanks)
  }

  func text(_ range: Range<Int>) -> String {
    let place = place(range)
    return item.text(place.field).utf8Slice(place.range)
  }
}
