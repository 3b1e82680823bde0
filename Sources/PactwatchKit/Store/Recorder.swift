internal import Matching

/// Turns what was found into alerts with their deliveries. Called within the transaction that records the feed.
///
///     try store.transaction {
///       let alerts = try recorder.record(findings, from: feed, state: state)
///       try store.save(state)
///     }
package struct Recorder {
  private let store: Store
  private let routing: Routing
  private let now: Int
  private let randomBytes: (Int) -> [UInt8]

  /// `now` is in milliseconds since 1970 and holds for everything that this recorder writes.
  package init(
    store: Store, routing: Routing, now: Int,
    randomBytes: @escaping (Int) -> [UInt8]
  ) {
    self.store = store
    self.routing = routing
    self.now = now
    self.randomBytes = randomBytes
  }

  /// Archives the items that are news, and records an alert for each topic that fires for one and has not done so before.
  ///
  /// What a feed brings at first sight is `backlog`.
  @discardableResult
  package func record(
    _ findings: [Finding], from feed: Feed, state: FeedState
  ) throws(StoreError) -> [RecordedAlert] {
    var alerts: [RecordedAlert] = []
    for finding in findings where finding.sighting.isNews {
      let row = try store.archive(finding.sighting, feed: state, now: now)
      let kind: Alert.Kind = !state.isSeeded ? .backlog : finding.sighting.novelty == .new ? .new : .update
      try store.postpone(finding.unasked, item: row, kind: kind)
      let origin = Origin(row: row, item: finding.sighting.item, kind: kind, feed: feed)
      for firing in finding.firings { alerts += try record(firing, of: origin) }
    }
    return alerts
  }

  /// Settles an item that waited for a topic: the topic has been asked now, and fires or does not.
  @discardableResult
  package func settle(
    _ pending: PendingMatch, firings: [Firing], feed: Feed
  ) throws(StoreError) -> [RecordedAlert] {
    try store.removePending(pending)
    let origin = Origin(row: pending.row, item: pending.item, kind: pending.kind, feed: feed)
    var alerts: [RecordedAlert] = []
    for firing in firings { alerts += try record(firing, of: origin) }
    return alerts
  }

  /// Records a message about the watch itself.
  @discardableResult
  package func record(operational title: String, topic: String, feed: Feed?) throws(StoreError)
    -> RecordedAlert
  {
    try insert(
      Alert(
        id: newID(), time: now, topic: topic, tier: .alert, kind: .operational, feed: feed?.name ?? "",
        source: feed?.source ?? "", title: title, why: "", evidence: []))
  }

  private struct Origin {
    var row: Int
    var item: Item
    var kind: Alert.Kind
    var feed: Feed
  }

  private func record(_ firing: Firing, of origin: Origin) throws(StoreError) -> [RecordedAlert] {
    if try store.hasFired(firing.topic, firing.tier, item: origin.row) { return [] }
    let item = origin.item
    let alert = Alert(
      id: newID(), time: now, topic: firing.topic, tier: firing.tier, kind: origin.kind,
      feed: origin.feed.name,
      source: origin.feed.source, language: item.language ?? origin.feed.language, item: String(origin.row),
      title: item.title, link: item.link, published: item.published, why: firing.why,
      evidence: firing.evidence)
    return [try insert(alert)]
  }

  private func insert(_ alert: Alert) throws(StoreError) -> RecordedAlert {
    let recorded = RecordedAlert(sequence: try store.insert(alert), alert: alert)
    for delivery in routing.deliveries(of: alert, now: now) { try store.insert(delivery, of: recorded) }
    return recorded
  }

  private func newID() -> String { ULID.text(time: now, random: randomBytes(ULID.randomBytes)) }
}
