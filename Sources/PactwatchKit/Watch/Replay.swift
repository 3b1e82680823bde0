package import Matching

/// The archive through other topics: which items would be told that were not, and which no more.
package struct Replay {
  /// What is compared with.
  package enum Baseline {
    /// The alerts that were recorded.
    case recorded
    /// What these topics say now.
    case topics(TopicSet)
  }

  package enum Change: String, Sendable {
    case gained
    case lost
    /// From possible to alert, and back.
    case raised
    case lowered
  }

  /// A topic's verdict on an item that would be another one.
  package struct Difference: Sendable, Equatable {
    package var change: Change
    package var topic: String
    package var archived: ArchivedItem
    package var before: Verdict?
    /// Why the new topics say what they say; nil where they have no such topic.
    package var after: TopicExplanation?
  }

  /// How many items a topic fires on (alerts only), before and after.
  package struct Count: Sendable, Equatable {
    package var before = 0
    package var after = 0
  }

  package private(set) var items = 0
  package private(set) var counts: [String: Count] = [:]
  private let store: Store
  private let topics: TopicSet
  private let baseline: Baseline

  package init(_ store: Store, through topics: TopicSet, against baseline: Baseline) {
    self.store = store
    self.topics = topics
    self.baseline = baseline
    for topic in topics.topics { counts[topic] = Count() }
  }

  /// Tells each difference in the order of the archive, and how many items have been looked at so far.
  package mutating func run(
    since time: Int, progress: (Int) -> Void = { _ in }, _ tell: (Difference) -> Void
  ) throws(StoreError) {
    var replay = self
    defer { self = replay }
    try store.forEachItem(since: time) { (archived) throws(StoreError) in
      try replay.compare(archived, tell)
      progress(replay.items)
    }
  }

  private mutating func compare(_ archived: ArchivedItem, _ tell: (Difference) -> Void) throws(StoreError) {
    items += 1
    let item = MatchItem(archived.item)
    let before = try verdicts(on: archived.row, item)
    let after = Self.verdicts(of: topics, on: item)
    for topic in Set(before.keys).union(after.keys).sorted() {
      let (old, new) = (before[topic], after[topic])
      if old?.tier == .alert { counts[topic, default: Count()].before += 1 }
      if new?.tier == .alert { counts[topic, default: Count()].after += 1 }
      guard let change = Change(from: old?.tier, to: new?.tier) else { continue }
      let explanation = topics.explain(item).topics.first { $0.topic == topic }
      tell(Difference(change: change, topic: topic, archived: archived, before: old, after: explanation))
    }
  }

  private func verdicts(on row: Int, _ item: MatchItem) throws(StoreError) -> [String: Verdict] {
    switch baseline {
    case .recorded: try store.verdicts(on: row)
    case .topics(let topics): Self.verdicts(of: topics, on: item)
    }
  }

  private static func verdicts(of topics: TopicSet, on item: MatchItem) -> [String: Verdict] {
    let matches = topics.match(item)
    return Dictionary(matches.map { ($0.topic, Verdict(tier: $0.tier, why: $0.why)) }) { first, _ in first }
  }
}

extension Replay.Change {
  /// nil where the verdict is the same.
  fileprivate init?(from old: Tier?, to new: Tier?) {
    switch (old, new) {
    case (nil, nil), (.alert, .alert), (.possible, .possible): return nil
    case (nil, _): self = .gained
    case (_, nil): self = .lost
    case (.possible, .alert): self = .raised
    case (.alert, .possible): self = .lowered
    }
  }
}
