import FeedParsing
import Matching

/// Takes in what fetching gave: parses it, finds what is new, asks the topics, and records all of it.
///
/// Feeds are recorded in batches, each batch one transaction: a commit costs a flush of the disk. Failures wait for the end
/// of the run, when it is known whether their cause is here.
struct Intake {
  let store: Store
  private let topics: TopicsInForce
  let recorder: Recorder
  var states: [String: FeedState]
  var pauses: [String: HostPause]
  /// When feeds were asked before this run.
  let lastAsked: Int?
  var outage = Outage()
  var failures: [FailedErrand] = []
  /// Feeds that failed and work again, with the time since when they failed.
  var recoveries: [String: Int] = [:]
  /// How many feeds wait for a site that asked for a pause, by site.
  var waiting: [String: Int] = [:]
  private var batch: [Arrival] = []
  private var batchSize = 0
  var report = RunReport()
  /// What was recorded, in order; for a run that only shows it.
  private(set) var alerts: [RecordedAlert] = []

  /// Bytes of documents that may wait for their transaction: bounds memory, and what a crash makes us fetch again.
  private static let batchLimit = 1 << 20

  /// A feed's answer that is not recorded yet.
  struct Arrival {
    var feed: Feed
    /// As it is after the answer.
    var state: FeedState
    var time: Int
    var items: [Item] = []
    /// Whether what the feed brings from now on is news.
    var endsFirstSight = false
    /// What its site asks of all.
    var pause: HostPause?
  }

  /// A failure of which nobody knows yet whether the feed is to blame.
  struct FailedErrand {
    var arrival: Arrival
    var error: FetchError
    /// Where the answer came from, if there was one.
    var address: String?
  }

  init(store: Store, topics: TopicsInForce, recorder: Recorder, feeds: [Feed], now: Int) throws(StoreError) {
    self.store = store
    self.topics = topics
    self.recorder = recorder
    states = try store.feedStates(for: feeds)
    pauses = try store.hostPauses(at: now)
    lastAsked = states.values.compactMap(\.lastAttempt).max()
  }

  /// Asks topics that can be asked now about the items that wait for them, or for topics that nobody knew.
  ///
  /// Where it is cut short it begins anew: no topic fires twice for an item.
  mutating func catchUp(on feeds: [Feed]) throws(StoreError) {
    let byName = Dictionary(feeds.map { ($0.name, $0) }) { first, _ in first }
    for waitedFor in try store.pendingTopics() {
      let asked = topics.answering(waitedFor)
      var last = asked.isEmpty ? nil : 0
      while let row = last {
        let waiting = try store.pendingMatches(topic: waitedFor, after: row, limit: Self.catchUpBatch)
        try store.transaction { () throws(StoreError) in
          for pending in waiting { try settle(pending, asked, feed: byName[pending.feed]) }
        }
        last = waiting.last?.row
      }
      if !topics.mayCome(waitedFor) { try store.removePending(topic: waitedFor) }
    }
  }

  private static let catchUpBatch = 100

  private mutating func settle(
    _ pending: PendingMatch, _ asked: Set<String>, feed: Feed?
  ) throws(StoreError) {
    let matches = topics.matches(of: pending.item).filter { asked.contains($0.topic) }
    let feed = feed ?? Feed(name: pending.feed, url: "")
    note(try recorder.settle(pending, matches: matches, feed: feed))
  }

  /// Puts an answer into the batch; `size` is how much memory its document took.
  mutating func enqueue(_ arrival: Arrival, size: Int = 0) {
    states[arrival.feed.name] = arrival.state
    batch.append(arrival)
    batchSize += size
  }

  /// Records what has arrived so far where it is too much to wait beside `size` more bytes.
  ///
  /// Also called when nobody holds the last document any more: a large one and its items take much memory.
  mutating func makeRoom(for size: Int = 0) throws(StoreError) {
    if batchSize + size > Self.batchLimit { try record() }
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
    let sightings = try store.sightings(of: arrival.items, feed: state)
    let renamed = try renamedTitles(state, from: sightings)
    for sighting in sightings where sighting.isNews || sighting.isRenamed {
      let finding = try finding(of: sighting, renamed)
      note(try recorder.record([finding], from: arrival.feed, state: state))
    }
    let new = sightings.count { $0.novelty == .new }
    report.newItems += new
    report.changedItems += sightings.count { if case .changed = $0.novelty { true } else { false } }
    if !sightings.isEmpty { try watchForGap(arrival, new: new, of: sightings.count) }
    if new > 0 { state.noteNews(at: arrival.time) }
    if arrival.endsFirstSight { state.isSeeded = true }
    states[arrival.feed.name] = state
    try store.save(state)
    if let pause = arrival.pause { try store.save(pause) }
  }

  private func finding(of sighting: Sighting, _ renamed: Set<String>) throws(StoreError) -> Finding {
    guard sighting.isNews else { return Finding(sighting) }
    let matches = topics.matches(of: sighting.item)
    var earlier: [Match] = []
    if case .changed(let row) = sighting.novelty, !matches.isEmpty, let item = try store.item(row: row) {
      earlier = topics.matches(of: item)
    }
    return Finding(
      sighting, matches: matches, unasked: topics.unasked, earlier: earlier,
      isBacklog: !renamed.isEmpty && renamed.contains(FoldedTitle.text(of: sighting.item.title)))
  }

  /// Takes note of alerts that were recorded.
  mutating func note(_ recorded: [RecordedAlert]) {
    alerts += recorded
    for alert in recorded { report.count(alert.alert) }
  }
}
