import Support

@testable import Matching
@testable import PactwatchKit

/// A state in a temporary folder with what a run needs to record items.
struct StoreFixture {
  let directory: TemporaryDirectory
  let store: Store
  var receivers = [Receiver(name: "log", kind: .file(path: "/nowhere", format: .json))]
  var backlog = Settings.Backlog.digest
  /// 2026-01-01T00:00:00Z.
  var now = 1_767_225_600_000

  init() throws {
    directory = try TemporaryDirectory()
    store = try Store(directory(Store.fileName))
  }

  let feed = Feed(name: "wire", url: "https://example.org/feed", language: "en", source: "The Wire")

  var state: FeedState {
    get throws {
      guard let state = try store.feedStates(for: [feed])[feed.name] else { throw Missing() }
      return state
    }
  }

  struct Missing: Error {}

  /// Everything that one fetch of the feed brings; `fire` says what each item that is news fires.
  @discardableResult
  func take(_ items: [Item], fire: (Item) -> [Match] = { _ in [] }) throws -> [RecordedAlert] {
    var state = try state
    return try store.transaction { () throws(StoreError) in
      let findings = try store.sightings(of: items, feed: state).filter { $0.isNews || $0.isRenamed }
        .map { Finding($0, matches: fire($0.item)) }
      let alerts = try recorder.record(findings, from: feed, state: state)
      state.isSeeded = true
      state.succeed(at: now)
      try store.save(state)
      return alerts
    }
  }

  /// Marks the first sight of the feed as done.
  func seed() throws { try take([]) }

  var recorder: Recorder {
    Recorder(store: store, routing: Routing(receivers: receivers, backlog: backlog), now: now) {
      Chance.bytes($0)
    }
  }

  static func match(_ topic: String, tier: Tier = .alert) -> Match {
    let hit = Evidence(
      topic: topic, branch: 1, concept: "treaty-name", term: "treat{y,ies}", field: .title, text: "treaty",
      start: 16, end: 22)
    return Match(topic: topic, tier: tier, branch: 1, evidence: [hit], why: "They signed the **treaty**.")
  }
}

enum Chance {
  static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
}

extension Item {
  /// An item whose guid, link and text follow from one number.
  static func numbered(_ number: Int, title: String? = nil) -> Item {
    Item(
      guid: "guid-\(number)", link: "https://example.org/\(number)", title: title ?? "Item \(number)",
      summary: "Summary \(number)")
  }
}
