package import Matching

/// The topics of a run: those that compile, and the last good form of those that do not.
struct TopicsInForce {
  private let sets: [Part]
  /// Topics that cannot be asked: broken, and without a last good form. Their items wait.
  let unasked: [String]
  /// Topics that only their last good form keeps in force.
  let kept: [String]

  private struct Part {
    let set: TopicSet
    let topics: Set<String>
  }

  /// Also remembers the topic files for later runs, if all is right with them.
  init(_ configuration: Configuration, _ store: Store) throws(StoreError) {
    let current = configuration.topics
    let present = Set(current.topics)
    guard configuration.hasTopicErrors else {
      try store.saveLastGoodTopics(configuration.topicFiles)
      self.init(sets: [Part(set: current, topics: present)], unasked: [], kept: [])
      return
    }
    let lastGood = TopicSet.compile(try store.lastGoodTopics()).0
    let kept = Set(lastGood.topics).subtracting(present)
    let unasked = configuration.declaredTopics.subtracting(present).subtracting(kept)
    self.init(
      sets: [Part(set: current, topics: present), Part(set: lastGood, topics: kept)],
      unasked: unasked.sorted(),
      kept: kept.sorted())
  }

  private init(sets: [Part], unasked: [String], kept: [String]) {
    self.sets = sets.filter { !$0.topics.isEmpty }
    self.unasked = unasked
    self.kept = kept
  }

  var names: Set<String> { sets.reduce(into: Set(unasked)) { $0.formUnion($1.topics) } }

  /// What the topics say about an item.
  func matches(of item: Item) -> [Match] {
    let text = MatchItem(item)
    return sets.flatMap { part in
      part.set.match(text).filter { part.topics.contains($0.topic) }
    }
  }
}

extension MatchItem {
  package init(_ item: Item) {
    self.init(language: item.language, title: item.title, summary: item.summary, content: item.content)
  }
}
