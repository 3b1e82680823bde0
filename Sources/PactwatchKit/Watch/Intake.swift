import Crypto
import FeedParsing
import Matching

/// Takes in what fetching gave: parses it, finds what is new, asks the topics, and records all of it.
///
/// Feeds are recorded in batches, each batch one transaction: a commit costs a flush of the disk.
struct Intake {
  private let store: Store
  private let topics: TopicsInForce
  private let recorder: Recorder
  private let now: Int
  private var states: [String: FeedState]
  private var batch: [Arrival] = []
  private var batchSize = 0
  private(set) var report = RunReport()
  /// What was recorded, in order; for a run that only shows it.
  private(set) var alerts: [RecordedAlert] = []

  /// Bytes of documents that may wait for their transaction: bounds memory, and what a crash makes us fetch again.
  private static let batchLimit = 4 << 20

  /// A feed's answer that is not recorded yet.
  private struct Arrival {
    var feed: Feed
    var state: FeedState
    var items: [Item] = []
    /// Whether what the feed brings from now on is news.
    var endsFirstSight = false
  }

  init(store: Store, topics: TopicsInForce, recorder: Recorder, states: [String: FeedState], now: Int) {
    self.store = store
    self.topics = topics
    self.recorder = recorder
    self.states = states
    self.now = now
  }

  /// Asks topics that can be asked again about the items that waited for them, or for the file they stand in.
  mutating func catchUp(on feeds: [Feed]) throws(StoreError) {
    let byName = Dictionary(feeds.map { ($0.name, $0) }) { first, _ in first }
    for topic in try store.pendingTopics() where topics.canAsk(topic) {
      while true {
        let waiting = try store.pendingMatches(topic: topic, limit: Self.catchUpBatch)
        if waiting.isEmpty { break }
        try store.transaction { () throws(StoreError) in
          for pending in waiting { try settle(pending, feed: byName[pending.feed]) }
        }
      }
    }
  }

  private static let catchUpBatch = 100

  private mutating func settle(_ pending: PendingMatch, feed: Feed?) throws(StoreError) {
    let matches = topics.matches(of: pending)
    let feed = feed ?? Feed(name: pending.feed, url: "")
    note(try recorder.settle(pending, matches: matches, feed: feed))
  }

  /// Takes in one feed's answer.
  mutating func take(_ outcome: FetchOutcome, of feed: Feed) throws(StoreError) {
    guard var state = states[feed.name] else { return }
    switch outcome {
    case .failed(let error):
      state.fail(at: now, error.message)
      fail(feed, error.message)
      try enqueue(Arrival(feed: feed, state: state), size: 0)
    case .unchanged(let document):
      state.succeed(at: now)
      state.freshen(by: document)
      report.feeds.unchanged += 1
      try enqueue(Arrival(feed: feed, state: state), size: 0)
    case .fetched(let document):
      try take(document, of: feed, state)
    }
  }

  private mutating func take(_ document: FeedDocument, of feed: Feed, _ state: FeedState) throws(StoreError) {
    var state = state
    let hash = document.fingerprint
    if hash == state.bodyHash {
      state.succeed(at: now)
      state.replaceValidators(by: document)
      report.feeds.unchanged += 1
      return try enqueue(Arrival(feed: feed, state: state), size: 0)
    }
    let parsed: ParsedFeed
    do throws(FeedParseError) {
      parsed = try FeedParser.parse(document.body, options: ParseOptions(document))
    } catch {
      state.fail(at: now, error.description)
      fail(feed, error.description)
      return try enqueue(Arrival(feed: feed, state: state), size: 0)
    }
    // A first answer that was cut off leaves its rest for the next one: still a first sight, but not for ever.
    let endsFirstSight = parsed.isComplete || state.lastSuccess != nil
    state.succeed(at: now)
    if parsed.isComplete {
      state.replaceValidators(by: document)
      state.bodyHash = hash
    }
    report.feeds.withDocuments += 1
    if parsed.items.count >= ParseOptions.mostItems {
      report.problems.append("feed \(feed.name): only its first \(ParseOptions.mostItems) items are read")
    }
    let items = parsed.items.map { Item($0, of: parsed, feed) }
    let arrival = Arrival(feed: feed, state: state, items: items, endsFirstSight: endsFirstSight)
    try enqueue(arrival, size: document.body.count)
  }

  private mutating func fail(_ feed: Feed, _ reason: String) {
    report.feeds.failed += 1
    report.problems.append("feed \(feed.name): \(reason)")
  }

  private mutating func enqueue(_ arrival: Arrival, size: Int) throws(StoreError) {
    batch.append(arrival)
    batchSize += size
    if batchSize > Self.batchLimit { try record() }
  }

  /// Records what has arrived so far: each feed's items, alerts, deliveries and validators together.
  mutating func record() throws(StoreError) {
    let arrivals = batch
    (batch, batchSize) = ([], 0)
    if arrivals.isEmpty { return }
    try store.transaction { () throws(StoreError) in
      for arrival in arrivals { try record(arrival) }
    }
  }

  private mutating func record(_ arrival: Arrival) throws(StoreError) {
    var state = arrival.state
    let sightings = try store.sightings(of: arrival.items, feed: state).filter { $0.isNews || $0.isRenamed }
    let findings = sightings.map { finding(of: $0) }
    note(try recorder.record(findings, from: arrival.feed, state: state))
    report.newItems += sightings.count { $0.novelty == .new }
    report.changedItems += sightings.count { if case .changed = $0.novelty { true } else { false } }
    if arrival.endsFirstSight { state.isSeeded = true }
    try store.save(state)
  }

  private func finding(of sighting: Sighting) -> Finding {
    guard sighting.isNews else { return Finding(sighting) }
    return Finding(sighting, matches: topics.matches(of: sighting.item), unasked: topics.unasked)
  }

  /// Takes note of alerts that were recorded.
  mutating func note(_ recorded: [RecordedAlert]) {
    alerts += recorded
    for alert in recorded { report.count(alert.alert) }
  }
}

extension FeedState {
  /// After a 304, which may bring new validators and otherwise leaves the old ones (RFC 9110 section 15.4.5).
  fileprivate mutating func freshen(by document: FeedDocument) {
    guard document.etag != nil || document.lastModified != nil else { return }
    validators = Validators(
      url: document.url, etag: document.etag ?? validators?.etag,
      lastModified: document.lastModified ?? validators?.lastModified)
  }

  /// After a whole document: its validators, or none where it brought none.
  fileprivate mutating func replaceValidators(by document: FeedDocument) {
    let isValidated = document.etag != nil || document.lastModified != nil
    validators =
      isValidated
      ? Validators(url: document.url, etag: document.etag, lastModified: document.lastModified) : nil
  }
}

extension FeedDocument {
  /// Of all that the parser goes by: the bytes alone mean something else under another encoding or address.
  fileprivate var fingerprint: [UInt8] {
    let labels = [contentType, contentLanguage, url].map { ($0 ?? "") + "\n" }.joined()
    return SHA256.hash(Array(labels.utf8) + SHA256.hash(body))
  }
}

extension ParseOptions {
  fileprivate static let mostItems = 10_000

  /// With limits that no publisher's feed reaches: more would only serve to use up memory.
  fileprivate init(_ document: FeedDocument) {
    self.init(
      contentType: document.contentType, contentLanguage: document.contentLanguage, baseURL: document.url)
    limits.items = Self.mostItems
    limits.text = 1 << 20
  }
}

extension Item {
  /// What the item, its feed or the configuration says, in this order.
  fileprivate init(_ parsed: ParsedItem, of document: ParsedFeed, _ feed: Feed) {
    self.init(
      guid: parsed.id, link: parsed.link, title: parsed.titleText ?? "", summary: parsed.summaryText ?? "",
      content: parsed.contentText ?? "", language: parsed.language ?? feed.language ?? document.language,
      published: parsed.date)
  }
}
