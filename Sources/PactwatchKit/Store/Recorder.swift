package import Matching

/// Turns what was found into alerts with their deliveries. Called within the transaction that records the feed.
///
///     try store.transaction {
///       let alerts = try recorder.record(findings, from: feed, state: state)
///       try store.save(state)
///     }
package struct Recorder {
  let store: Store
  private let routing: Routing
  let now: Int
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
  /// What a feed brings at first sight is `backlog`, as is what it had before under another identity, and what a topic would
  /// have said before the text changed, had it been there.
  @discardableResult
  package func record(
    _ findings: [Finding], from feed: Feed, state: FeedState
  ) throws(StoreError) -> [RecordedAlert] {
    var alerts: [RecordedAlert] = []
    for finding in findings {
      guard finding.sighting.isNews else {
        try store.rename(finding.sighting)
        continue
      }
      let row = try store.archive(finding.sighting, feed: state, now: now)
      let kind: Alert.Kind =
        finding.isBacklog || !state.isSeeded ? .backlog : finding.sighting.novelty == .new ? .new : .update
      try store.postpone(finding.unasked, item: row, kind: kind)
      let origin = Origin(row: row, item: finding.sighting.item, kind: kind, feed: feed)
      for match in finding.matches {
        var origin = origin
        if finding.earlier.contains(where: match.repeats) { origin.kind = .backlog }
        alerts += try record(match, of: origin)
      }
    }
    return alerts
  }

  /// Records what topics that an item waited for say about it.
  @discardableResult
  package func settle(
    _ pending: PendingMatch, matches: [Match], feed: Feed
  ) throws(StoreError) -> [RecordedAlert] {
    let origin = Origin(row: pending.row, item: pending.item, kind: pending.kind, feed: feed)
    var alerts: [RecordedAlert] = []
    for match in matches { alerts += try record(match, of: origin) }
    return alerts
  }

  private struct Origin {
    var row: Int
    var item: Item
    var kind: Alert.Kind
    var feed: Feed
  }

  private func record(_ match: Match, of origin: Origin) throws(StoreError) -> [RecordedAlert] {
    if try store.hasFired(match.topic, match.tier, item: origin.row) { return [] }
    let (item, feed) = (origin.item, origin.feed)
    let alert = Alert(
      id: newID(), time: now, topic: match.topic, tier: match.tier, kind: origin.kind, feed: feed.name,
      source: feed.source, language: item.language ?? feed.language, item: String(origin.row),
      title: item.title.fitted(to: Self.longestTitle), link: Self.usable(item.link),
      published: item.published,
      why: match.why, evidence: Array(match.evidence.prefix(Self.mostEvidence)),
      repeats: try possiblyRepeated(by: origin, topic: match.topic))
    return [try insert(alert)]
  }

  /// An item that was not there before may still be one that was told; only the state can compare them.
  private func possiblyRepeated(by origin: Origin, topic: String) throws(StoreError) -> Int? {
    guard origin.kind == .new else { return nil }
    return try store.possiblyRepeated(by: origin.item, row: origin.row, topic: topic)
  }

  /// Half a link leads nowhere, so one that no browser would take is left out.
  private static func usable(_ link: String?) -> String? {
    link.flatMap { $0.utf8.count <= longestLink ? $0 : nil }
  }

  // What an alert tells of an item has a size that a person can read; the archive has the whole item.
  private static let longestTitle = TextLimit(count: 500, unit: .scalars)
  private static let longestLink = 4_096
  private static let mostEvidence = 100

  /// `receiver` is not told of it.
  func insert(_ alert: Alert, besides receiver: String? = nil) throws(StoreError) -> RecordedAlert {
    let recorded = RecordedAlert(sequence: try store.insert(alert), alert: alert)
    for var delivery in routing.deliveries(of: alert, now: now) {
      if delivery.receiver == receiver { delivery.plan = .suppress(.ownFailure) }
      try store.insert(delivery, of: recorded)
    }
    return recorded
  }

  func newID() -> String { ULID.text(time: now, random: randomBytes(ULID.randomBytes)) }
}

extension Match {
  /// Whether an earlier match says as much.
  fileprivate func repeats(_ earlier: Match) -> Bool {
    topic == earlier.topic && (tier == earlier.tier || earlier.tier == .alert)
  }
}
