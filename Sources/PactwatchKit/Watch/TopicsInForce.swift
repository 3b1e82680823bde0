package import Matching

/// The topics of a run: those that compile, and the last good form of those that mistakes have hidden.
struct TopicsInForce {
  private let parts: [Part]
  /// What cannot be asked about an item, so that the item waits: topics without a last good form, by name, and topic files
  /// with mistakes, by path, since nobody knows which topics they hide.
  let unasked: [String]
  /// Topics that only their last good form keeps in force.
  let kept: [String]
  /// Topics that were in force at the last run and that no file declares any more.
  let gone: [String]

  private struct Part {
    let set: TopicSet
    let topics: Set<String>
  }

  /// Also remembers the topic files for later runs, if all is right with them.
  init(_ configuration: Configuration, _ store: Store) throws(StoreError) {
    let present = Set(configuration.topics.topics)
    let lastGood = try store.lastGoodTopics()
    guard configuration.mayHideTopics(of: lastGood) else {
      parts = [Part(set: configuration.topics, topics: present)]
      (unasked, kept) = ([], [])
      // Nearly always the files are those of the last run: then there is nothing to read again or to write.
      let isChanged = lastGood != configuration.topicFiles
      gone = isChanged ? TopicFile.declaredTopics(in: lastGood).subtracting(present).sorted() : []
      if isChanged { try store.saveLastGoodTopics(configuration.topicFiles) }
      return
    }
    let last = TopicSet.compile(lastGood).0
    let revived = Set(last.topics).subtracting(present)
    let missing = TopicFile.declaredTopics(in: configuration.topicFiles).subtracting(present).subtracting(
      revived)
    parts = [Part(set: configuration.topics, topics: present), Part(set: last, topics: revived)]
    unasked = missing.sorted() + configuration.brokenTopicFiles.map(Self.path)
    kept = revived.sorted()
    gone = []
  }

  /// The topics among those that cannot be asked.
  var unaskedTopics: [String] { unasked.filter { !Self.isPath($0) } }

  /// What items wait for is a file if it has a slash: no topic's name has one.
  private static func isPath(_ waitedFor: String) -> Bool { waitedFor.utf8.contains(UInt8(ascii: "/")) }

  private static func path(_ file: String) -> String { isPath(file) ? file : "./" + file }

  /// What the topics say about an item.
  func matches(of item: Item) -> [Match] {
    let text = MatchItem(item)
    return parts.flatMap { part in
      part.set.match(text).filter { part.topics.contains($0.topic) }
    }
  }

  /// What an item waited for says about it now: one topic, or all of them where it waited for a file.
  func matches(of pending: PendingMatch) -> [Match] {
    let matches = matches(of: pending.item)
    return Self.isPath(pending.topic) ? matches : matches.filter { $0.topic == pending.topic }
  }

  /// Whether what items wait for can be asked now.
  func canAsk(_ waitedFor: String) -> Bool {
    if unasked.contains(waitedFor) { return false }
    return Self.isPath(waitedFor) || parts.contains { $0.topics.contains(waitedFor) }
  }
}

extension Configuration {
  /// Whether a mistake may hide topics: in a topic file, or in the line that should include one.
  fileprivate func mayHideTopics(of lastGood: [TopicFile]) -> Bool {
    if topicFiles.isEmpty || !brokenTopicFiles.isEmpty { return true }
    return hasErrors && lastGood.contains { files[$0.path] == nil }
  }
}

extension MatchItem {
  package init(_ item: Item) {
    self.init(language: item.language, title: item.title, summary: item.summary, content: item.content)
  }
}
