import Matching
import SQLite
import Testing

@testable import PactwatchKit

@Suite struct RecorderTests {
  var fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  private func treaty(_ item: Item) -> [Match] { [StoreFixture.match("treaty")] }

  @Test("an alert has all that the feed, the item and the match say, and comes back so")
  func contents() throws {
    try fixture.seed()
    let item = Item(
      guid: "g", link: "https://example.org/1", title: "A treaty is signed", summary: "S", content: "C",
      language: "ko", published: 1_000)
    let alerts = try fixture.take([item], fire: treaty)
    let recorded = try #require(alerts.first)
    #expect(recorded.sequence == 1)
    let alert = recorded.alert
    #expect(alert.id.count == 26)
    #expect(alert.time == fixture.now)
    #expect([alert.topic, alert.feed, alert.source] == ["treaty", "wire", "The Wire"])
    #expect(alert.tier == .alert && alert.kind == .new)
    #expect(alert.language == "ko" && alert.published == 1_000 && alert.link == "https://example.org/1")
    #expect(alert.evidence == StoreFixture.match("treaty").evidence)
    #expect(try fixture.store.alerts(from: 0, limit: 10) == alerts)
    let row = try #require(alert.item.flatMap { Int($0) })
    #expect(try fixture.store.item(row: row) == item)
  }

  @Test("an alert of a monstrous item is of a size that a person can read")
  func monster() throws {
    try fixture.seed()
    let item = Item(
      link: "https://example.org/" + String(repeating: "a", count: 5_000),
      title: String(repeating: "👩‍👩‍👧", count: 100_000), content: "C")
    var match = StoreFixture.match("treaty")
    match.evidence = [Evidence](repeating: match.evidence[0], count: 10_000)
    let alert = try #require(try fixture.take([item]) { _ in [match] }.first?.alert)
    #expect(alert.title == String(repeating: "👩‍👩‍👧", count: 99) + "…")
    #expect(alert.link == nil)
    #expect(alert.evidence.count == 100)
    #expect(try fixture.store.sightings(of: [item], feed: fixture.state).map(\.isNews) == [false])
  }

  @Test("first sight gives backlog, later items are new, changed ones are updates")
  func kinds() throws {
    #expect(try fixture.take([.numbered(1)], fire: treaty).map(\.alert.kind) == [.backlog])
    try fixture.take([.numbered(3)])
    let later = try fixture.take([.numbered(2), .numbered(3, title: "Changed")], fire: treaty)
    #expect(later.map(\.alert.kind) == [.new, .update])
  }

  @Test("a topic fires once for an item, whatever happens to its text; another topic fires still")
  func once() throws {
    try fixture.seed()
    #expect(try fixture.take([.numbered(1)], fire: treaty).count == 1)
    #expect(try fixture.take([.numbered(1)], fire: treaty).isEmpty)
    let both = { (_: Item) in [StoreFixture.match("treaty"), StoreFixture.match("troops")] }
    let updates = try fixture.take([.numbered(1, title: "Changed")], fire: both)
    #expect(updates.map(\.alert.topic) == ["troops"])
    #expect(updates.map(\.alert.kind) == [.update])
    #expect(updates.map(\.sequence) == [2])
  }

  @Test(
    "a new item with the guid, link or title of one that was told is marked as what may be its repeat",
    arguments: [
      (Item(guid: "g", link: "https://example.org/9", title: "Another"), 1),
      (Item(guid: "h", link: "http://www.example.org/1?utm_source=rss", title: "Another"), 1),
      (Item(guid: "h", link: "https://example.org/9", title: "A treaty: is signed!"), 1),
      (Item(guid: "h", link: "https://example.org/9", title: "Another"), nil),
    ] as [(Item, Int?)])
  func repeats(item: Item, expected: Int?) throws {
    try fixture.seed()
    let told = Item(guid: "g", link: "https://example.org/1", title: "A treaty is signed", published: 1)
    try fixture.take([told], fire: treaty)
    var item = item
    item.published = 2
    let alerts = try fixture.take([told, item], fire: treaty)
    #expect(alerts.map(\.alert.kind) == [.new])
    #expect(alerts.map(\.alert.repeats) == [expected])
    #expect(try fixture.store.alerts(from: 2, limit: 1) == alerts)
  }

  @Test("nothing repeats an alert on another topic or of another feed, nor what was there before")
  func noRepeats() throws {
    #expect(
      try fixture.take([.numbered(1), .numbered(2, title: "Item 1")], fire: treaty).compactMap(
        \.alert.repeats) == [])
    let other = try fixture.take([.numbered(3, title: "Item 1")]) { _ in [StoreFixture.match("troops")] }
    #expect(other.map(\.alert.repeats) == [nil])
  }

  @Test("what was only possible is told again when it becomes an alert, and not the other way round")
  func tiers() throws {
    try fixture.seed()
    let possible = { (_: Item) in [StoreFixture.match("treaty", tier: .possible)] }
    #expect(try fixture.take([.numbered(1)], fire: possible).count == 1)
    #expect(try fixture.take([.numbered(1, title: "A")], fire: treaty).map(\.alert.tier) == [.alert])
    #expect(try fixture.take([.numbered(1, title: "B")], fire: possible).isEmpty)
  }

  @Test("numbers have no gap, also after a transaction that failed")
  func sequence() throws {
    try fixture.seed()
    #expect(try fixture.take([.numbered(1)], fire: treaty).map(\.sequence) == [1])
    let failure = StoreError(path: "", reason: .foreign)
    #expect(throws: failure) {
      try fixture.store.transaction { () throws(StoreError) in
        do {
          try fixture.take([.numbered(2), .numbered(3)], fire: treaty)
        } catch {
          Issue.record(error)
        }
        throw failure
      }
    }
    let alerts = try fixture.take([.numbered(2), .numbered(3)], fire: treaty)
    #expect(alerts.map(\.sequence) == [2, 3])
  }

  @Test("items that could not be asked about wait for their topic, and become the alert they would have been")
  func waiting() throws {
    try fixture.seed()
    let state = try fixture.state
    let sightings = try fixture.store.sightings(of: [.numbered(1), .numbered(2)], feed: state)
    let findings = sightings.map { Finding($0, unasked: ["broken", "treaty"]) }
    try fixture.store.transaction { () throws(StoreError) in
      try fixture.recorder.record(findings, from: fixture.feed, state: state)
    }
    #expect(try fixture.store.pendingTopics() == ["broken", "treaty"])
    let waiting = try fixture.store.pendingMatches(topic: "treaty", after: 0, limit: 10)
    #expect(waiting.map(\.item) == [.numbered(1), .numbered(2)])
    #expect(waiting.map(\.feed) == ["wire", "wire"])
    let alerts = try fixture.recorder.settle(
      waiting[0], matches: [StoreFixture.match("treaty")], feed: fixture.feed)
    #expect(alerts.map(\.alert.kind) == [.new])
    #expect(
      try fixture.store.pendingMatches(topic: "treaty", after: waiting[0].row, limit: 10) == [waiting[1]])
    try fixture.store.removePending(topic: "treaty")
    #expect(try fixture.store.pendingTopics() == ["broken"])
  }

  @Test("each receiver has one plan: topics, tier and backlog decide")
  func routing() throws {
    let log = Receiver(name: "log", kind: .file(path: "/x", format: .json))
    let room = Receiver(name: "room", kind: .slack(url: .plain("https://x.example/")))
    let narrow = Receiver(name: "narrow", kind: .slack(url: .plain("https://x.example/")), topics: ["troops"])
    let now = 100 * 24 * 3_600_000
    func plans(
      _ kind: Alert.Kind, _ tier: Tier = .alert, published: Int? = nil, backlog: Settings.Backlog = .digest
    )
      -> [PlannedDelivery.Plan]
    {
      var alert = Alert.example
      (alert.kind, alert.tier, alert.published) = (kind, tier, published)
      return Routing(receivers: [log, room, narrow], backlog: backlog).deliveries(of: alert, now: now).map(
        \.plan)
    }
    let yesterday = now - 23 * 3_600_000
    let old = now - 25 * 3_600_000
    #expect(plans(.new) == [.send, .send, .suppress(.topic)])
    #expect(plans(.update, .possible) == [.send, .suppress(.tier), .suppress(.topic)])
    #expect(plans(.backlog, published: yesterday) == [.send, .sendInDigest, .suppress(.topic)])
    #expect(plans(.backlog, published: old) == [.send, .suppress(.backlog), .suppress(.topic)])
    #expect(plans(.backlog) == [.send, .sendInDigest, .suppress(.topic)])
    #expect(plans(.backlog, published: yesterday, backlog: .none)[1] == .suppress(.backlog))
    #expect(plans(.backlog, published: old, backlog: .all)[1] == .send)
  }
}

@Suite struct ULIDTests {
  @Test("identifiers have the form of the specification and the order of their time")
  func form() {
    #expect(
      ULID.text(time: 1_469_918_176_385, random: [UInt8](repeating: 0xff, count: 10))
        == "01ARYZ6S41ZZZZZZZZZZZZZZZZ")
    #expect(ULID.text(time: -1, random: []).count == 26)
    #expect(ULID.text(time: 1, random: Chance.bytes(10)) < ULID.text(time: 2, random: Chance.bytes(10)))
  }
}
