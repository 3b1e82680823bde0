import Testing

@testable import PactwatchKit

@Suite struct FeedStateTests {
  let fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  @Test("everything about a feed comes back as it was saved")
  func saving() throws {
    var state = try fixture.state
    state.validators = FeedState.Validators(
      url: "https://example.org/feed", etag: "W/\"\u{e9}\"", lastModified: "Sat, 1 Jan 2026 00:00:00 GMT")
    state.bodyHash = [1, 2, 3]
    state.isSeeded = true
    state.lastDocument = 4
    (state.freshness, state.updateInterval) = (60_000, 120_000)
    state.due = Due(9, .retryAfter)
    state.move = FeedMove(to: "https://example.org/new", since: 3, seen: 4)
    state.notes = ["tags do not match", "it is odd"]
    (state.lastNews, state.usualGap) = (2, 1)
    state.succeed(at: 5)
    state.fail(FetchError(.server, host: "h", "500"), at: 6)
    state.fail(FetchError(.timeout, host: "h", "timeout"), at: 7)
    try fixture.store.save(state)
    #expect(try fixture.state == state)
    #expect(state.failure == .init(since: 6, count: 2, kind: .timeout, message: "h: timeout"))
    #expect(state.lastSuccess == 5 && state.lastAttempt == 7)
    state.succeed(at: 8)
    #expect(state.failure == nil && state.lastSuccess == 8)
    try fixture.store.save(state)
    #expect(try fixture.state == state)
  }

  @Test("a new address by hand forgets where the old one moved to, and is asked at once")
  func movingByHand() throws {
    var state = try fixture.state
    state.due = Due(9, .fresh)
    state.move = FeedMove(to: "https://example.org/new", since: 3, seen: 4)
    try fixture.store.save(state)
    let moved = Feed(name: fixture.feed.name, url: "https://example.org/new")
    _ = try fixture.store.feedStates(for: [moved])
    let now = try #require(try fixture.store.allFeedStates()[moved.name])
    #expect(now.due == nil && now.move == nil && now.url == moved.url)
  }

  @Test("a feed keeps its history under a changed address, and under a changed name with a known address")
  func moving() throws {
    let id = try fixture.state.id
    let moved = Feed(name: "wire", url: "https://example.net/new")
    #expect(try fixture.store.feedStates(for: [moved])["wire"]?.id == id)
    let renamed = Feed(name: "the-wire", url: "https://example.net/new")
    #expect(try fixture.store.feedStates(for: [renamed]).mapValues(\.id) == ["the-wire": id])
    #expect(try fixture.store.allFeedStates().keys.sorted() == ["the-wire"])
  }

  @Test("a second feed with the same address gets a history of its own")
  func sharedAddress() throws {
    let id = try fixture.state.id
    let copy = Feed(name: "copy", url: fixture.feed.url)
    let states = try fixture.store.feedStates(for: [fixture.feed, copy])
    #expect(states["wire"]?.id == id)
    #expect(states["copy"]?.id != id)
  }

  @Test("the history of an address wins over that of a name: its items were seen")
  func reusedName() throws {
    let feeds = [Feed(name: "a", url: "https://a.example/"), Feed(name: "b", url: "https://b.example/")]
    let before = try fixture.store.feedStates(for: feeds).mapValues(\.id)
    let renamed = [Feed(name: "a", url: "https://b.example/")]
    #expect(try fixture.store.feedStates(for: renamed).mapValues(\.id) == ["a": before["b"]])
    let back = [Feed(name: "a", url: "https://b.example/"), Feed(name: "c", url: "https://a.example/")]
    #expect(
      try fixture.store.feedStates(for: back).mapValues(\.id) == ["a": before["b"], "c": before["a"]])
    // Nothing is known of the third address: the name keeps what it has.
    let third = [Feed(name: "a", url: "https://c.example/"), Feed(name: "c", url: "https://a.example/")]
    #expect(
      try fixture.store.feedStates(for: third).mapValues(\.id) == ["a": before["b"], "c": before["a"]])
  }

  @Test("feeds that swap their addresses swap their histories")
  func swapping() throws {
    let feeds = [Feed(name: "a", url: "https://a.example/"), Feed(name: "b", url: "https://b.example/")]
    let before = try fixture.store.feedStates(for: feeds).mapValues(\.id)
    let swapped = [Feed(name: "a", url: "https://b.example/"), Feed(name: "b", url: "https://a.example/")]
    #expect(
      try fixture.store.feedStates(for: swapped).mapValues(\.id) == ["a": before["b"], "b": before["a"]])
  }

  @Test("a feed that is taken out and comes back knows its items still")
  func returning() throws {
    try fixture.take([.numbered(1)])
    _ = try fixture.store.feedStates(for: [])
    #expect(try fixture.store.sightings(of: [.numbered(1)], feed: fixture.state).allSatisfy { !$0.isNews })
  }
}
