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
    state.succeed(at: 5)
    state.fail(at: 6, "the server answers 500")
    state.fail(at: 7, "timeout")
    try fixture.store.save(state)
    #expect(try fixture.state == state)
    #expect(state.failures == 2 && state.lastSuccess == 5 && state.lastAttempt == 7)
    state.succeed(at: 8)
    #expect(state.failures == 0 && state.lastError == nil && state.lastSuccess == 8)
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

  @Test("feeds that swap their addresses keep their names' histories")
  func swapping() throws {
    let feeds = [Feed(name: "a", url: "https://a.example/"), Feed(name: "b", url: "https://b.example/")]
    let before = try fixture.store.feedStates(for: feeds).mapValues(\.id)
    let swapped = [Feed(name: "a", url: "https://b.example/"), Feed(name: "b", url: "https://a.example/")]
    #expect(try fixture.store.feedStates(for: swapped).mapValues(\.id) == before)
  }

  @Test("a feed that is taken out and comes back knows its items still")
  func returning() throws {
    try fixture.take([.numbered(1)])
    _ = try fixture.store.feedStates(for: [])
    #expect(try fixture.store.sightings(of: [.numbered(1)], feed: fixture.state).allSatisfy { !$0.isNews })
  }
}
