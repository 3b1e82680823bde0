/// An item with its hits, on which branches are evaluated.
struct Reading {
  let topics: TopicSet
  private let item: MatchItem
  let found: ItemHits
  var evaluator: Evaluator

  init(topics: TopicSet, item: MatchItem, found: ItemHits) {
    self.topics = topics
    self.item = item
    self.found = found
    let folded = found.source.folded
    evaluator = Evaluator(
      concepts: topics.concepts, hits: found.hits.hits, layout: Layout(folded.bytes.span),
      fields: folded.fields)
  }

  /// The topic's verdict: its first branch that holds, those of alerts before those that are only possible.
  mutating func match(_ topic: Topic) -> Match? {
    for tier in Tier.allCases {
      for branch in topic.branches where branch.tier == tier {
        guard let hits = hits(of: branch) else { continue }
        return Match(
          topic: topic.name, tier: tier, branch: branch.number,
          evidence: hits.map { evidence($0, topic, branch) },
          why: Snippet(found.source, evaluator.layout).text(around: hits, and: overlapping(hits, branch))
            .written)
      }
    }
    return nil
  }

  /// The hits that make a branch hold, or nil.
  mutating func hits(of branch: Branch) -> [Hit]? {
    evaluator.stretches(branch.rule).first(where: \.isStrong).map { evaluator.evidence($0) }
  }

  /// Other hits of the branch's concepts that overlap these: no mark shall begin in the middle of a name.
  private func overlapping(_ hits: [Hit], _ branch: Branch) -> [Hit] {
    var concepts: Set<Int> = []
    branch.rule.gather(&concepts, topics.concepts)
    return concepts.flatMap { found.hits.hits[$0] }.filter { other in hits.contains(where: other.overlaps) }
  }

  func evidence(_ hit: Hit, _ topic: Topic, _ branch: Branch) -> Evidence {
    let place = found.source.place(hit.start..<hit.end)
    return Evidence(
      topic: topic.name, branch: branch.number, concept: topics.concepts[hit.concept].name,
      term: topics.vocabulary.entries[hit.entry].term.written, field: place.field,
      text: item.text(place.field).utf8Slice(place.range), start: place.range.lowerBound,
      end: place.range.upperBound)
  }
}

extension TopicSet {
  /// The topics that fire on an item, in the order of the topics.
  package func match(_ item: MatchItem) -> [Match] {
    ItemMatcher(self, item).matches()
  }
}
