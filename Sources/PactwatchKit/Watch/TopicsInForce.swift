package import Matching

/// The topics of a run: those that compile, and the last good form of those that mistakes have hidden.
struct TopicsInForce {
  private let parts: [Part]
  private let present: Set<String>
  private let files: [TopicFile]
  private let mayHideTopics: Bool
  /// Whether the files are others than those that are remembered.
  private let isChanged: Bool
  /// Topics that were not there when items came that wait for `unknown`.
  private let new: Set<String>
  /// Topics without a last good form: their items wait.
  let unaskedTopics: [String]
  /// Topics that only their last good form keeps in force.
  let kept: [String]
  /// Topics that were in force at the last run and that no file declares any more.
  let gone: [String]

  /// What items wait for while a mistake may hide topics of which nobody knows the names; no topic is called so.
  static let unknown = "*"

  private struct Part {
    let set: TopicSet
    let topics: Set<String>
  }

  init(_ configuration: Configuration, _ store: Store) throws(StoreError) {
    files = configuration.topicFiles
    mayHideTopics = configuration.mayHideTopics
    present = Set(configuration.topics.topics)
    let lastFiles = try store.lastGoodTopics()
    // Nearly always the files are those of the last run: then there is nothing to read again.
    isChanged = lastFiles != files
    let last = isChanged ? TopicSet.compile(lastFiles).0 : configuration.topics
    let absent = Set(last.topics).subtracting(present)
    let revived = mayHideTopics ? absent : []
    parts = [Part(set: configuration.topics, topics: present), Part(set: last, topics: revived)]
    new = present.subtracting(last.topics)
    unaskedTopics =
      mayHideTopics
      ? TopicFile.declaredTopics(in: files).subtracting(present).subtracting(revived).sorted() : []
    kept = revived.sorted()
    gone = absent.subtracting(revived).sorted()
  }

  /// Remembers the topic files for later runs, unless something is missing in them.
  ///
  /// Only when what waits has been asked: a topic that is remembered counts as known.
  func remember(in store: Store) throws(StoreError) {
    if kept.isEmpty, isChanged { try store.saveLastGoodTopics(files) }
  }

  /// What an item that comes now has to wait for: topics that cannot be asked in the form that was meant.
  var unasked: [String] { kept + unaskedTopics + (mayHideTopics ? [Self.unknown] : []) }

  /// What the topics say about an item.
  func matches(of item: Item) -> [Match] {
    let text = MatchItem(item)
    return parts.flatMap { part in
      part.topics.isEmpty ? [] : part.set.match(text).filter { part.topics.contains($0.topic) }
    }
  }

  /// The topics that can be asked now about items that wait for a topic, or for unknown ones.
  func answering(_ waitedFor: String) -> Set<String> {
    waitedFor == Self.unknown ? new : present.intersection([waitedFor])
  }

  /// Whether what items wait for may still come. What is not there although nothing is hidden was taken out on purpose.
  func mayCome(_ waitedFor: String) -> Bool { mayHideTopics && !present.contains(waitedFor) }
}

extension MatchItem {
  package init(_ item: Item) {
    self.init(language: item.language, title: item.title, summary: item.summary, content: item.content)
  }
}
