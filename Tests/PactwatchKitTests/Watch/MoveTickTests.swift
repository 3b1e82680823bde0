import Support
import Testing

@testable import PactwatchKit

/// Redirects over many runs. The numbers are those of the table in docs/fetching.md.
@Suite struct MoveTickTests {
  /// Sends `/a` on to `/new`, which knows its validators.
  private static func moved(_ request: Request) -> Reply {
    if request.path == "/a" { return .redirect(301, to: "/new", headers: ["ETag: \"hop\""]) }
    return request["If-None-Match"] == "\"new\""
      ? .status(304) : .ok(Tick.rss(1...3), headers: ["ETag: \"new\""])
  }

  @Test("25, 26: a redirect for good is followed at once, and its start passed over only after a week")
  func learning() throws {
    let tick = try Tick { Self.moved($0) }
    let target = tick.server.url("/new")
    try tick.run()
    #expect(tick.report.problems == ["feed a: it says that it has moved for good to \(target)"])
    #expect(try tick.state().move == FeedMove(to: target, since: tick.now, seen: tick.now))
    var told: [String] = []
    for _ in 1...(7 * 24) { told += try tick.run(after: .hours(1)).problems }
    #expect(told == ["feed a: it has moved for good to \(target); write that address into the configuration"])
    #expect(tick.asked.count { $0 == "/a" } == 7 * 24 + 1)
    #expect(tick.asked.count { $0 == "/new \"new\"" } == 7 * 24 - 1, "one whole document a week")
    let before = tick.asked.count
    for _ in 1..<(7 * 24) { try tick.run(after: .hours(1)) }
    #expect(tick.asked.count == before + 7 * 24 - 1, "one request a run")
    #expect(!tick.asked[before...].contains("/a"))
    try tick.run(after: .hours(1))
    #expect(tick.asked[(tick.asked.count - 2)...].first == "/a", "once a week the old address is asked")
    #expect(try tick.state().failure == nil)
  }

  @Test("a clock that was ahead for a run makes no redirect trusted")
  func clockAhead() throws {
    let answers = Answers(.redirect(301, to: "/new"))
    let tick = try Tick { $0.path == "/new" ? .ok(Tick.rss(1...3)) : answers($0) }
    try tick.run()
    try tick.run(after: .hours(24 * 2_000))
    answers.answer(.ok(Tick.rss(1...4)))
    try tick.run(after: .hours(-24 * 2_000 + 1))
    #expect(tick.asked.last == "/a")
    #expect(try tick.state().move == nil)
  }

  @Test("27: an address that answers for itself again has not moved")
  func forgetting() throws {
    let answers = Answers(.redirect(301, to: "/new"))
    let tick = try Tick { $0.path == "/new" ? .ok(Tick.rss(1...3)) : answers($0) }
    for _ in 0..<24 { try tick.run(after: .hours(1)) }
    #expect(try tick.state().move != nil)
    answers.answer(.ok(Tick.rss(1...3)))
    try tick.run(after: .hours(1))
    #expect(try tick.state().move == nil)
    answers.answer(.redirect(301, to: "/new"))
    for _ in 0..<(6 * 24) { try tick.run(after: .hours(1)) }
    #expect(tick.asked.last == "/new" && tick.asked.dropLast().last == "/a")
  }

  @Test("a redirect that leads elsewhere than before begins its week anew")
  func changing() throws {
    let answers = Answers(.redirect(301, to: "/new"))
    let tick = try Tick { $0.path == "/a" ? answers($0) : .ok(Tick.rss(1...3)) }
    for _ in 0..<(6 * 24) { try tick.run(after: .hours(1)) }
    answers.answer(.redirect(308, to: "/newer"))
    try tick.run(after: .hours(1))
    let url = tick.server.url("/newer")
    #expect(try tick.state().move == FeedMove(to: url, since: tick.now, seen: tick.now))
    #expect(tick.report.problems == ["feed a: it says that it has moved for good to \(url)"])
  }

  @Test("28: a login page that answers for many sites is no move and no failure of theirs")
  func captivePortal() throws {
    let hosts = (1...12).map { "127.0.1.\($0)" } + ["127.0.1.99"]
    let isCaptive = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(hosts: hosts) { isCaptive($0) }
    tick.feeds.removeLast()
    try tick.run()
    let before = try tick.store.allFeedStates()
    let login = tick.server.url("/login", host: "127.0.1.99")
    isCaptive.answer { request in
      request.host == "127.0.1.99"
        ? .ok("<!doctype html><html><title>Welcome</title></html>") : .redirect(301, to: login)
    }
    for _ in 0..<3 { try tick.run(after: .hours(1)) }
    let message =
      "captive portal? 12 sites redirect to 127.0.1.99, which answers with a page instead of feeds"
    #expect(tick.report.problems == [message])
    #expect(tick.report.status == .unavailable)
    #expect(try tick.store.allFeedStates() == before)
    #expect(try tick.operational() == [message])
    isCaptive.answer(.ok(Tick.rss(1...3)))
    #expect(try tick.run(after: .hours(1)).feeds.unchanged == 12)
    #expect(try tick.operational() == [message, "feeds can be read again"])
  }

  @Test("28: one feed that redirects to a page is its own failure, and nothing is learnt from it")
  func pageBehindRedirect() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick { answers($0) }
    try tick.run()
    answers.answer {
      $0.path == "/a" ? .redirect(301, to: "/home") : .ok("<!doctype html><html><title>Home</title></html>")
    }
    try tick.run(after: .hours(1))
    let state = try tick.state()
    #expect(state.failure?.kind == .page && state.move == nil)
  }

  @Test("29: a redirect for now is not remembered", arguments: [302, 303, 307])
  func temporary(status: Int) throws {
    let tick = try Tick { $0.path == "/a" ? .redirect(status, to: "/new") : .ok(Tick.rss(1...3)) }
    for _ in 0..<(8 * 24) { try tick.run(after: .hours(1)) }
    #expect(try tick.state().move == nil)
    #expect(tick.asked.count == 2 * 8 * 24)
    #expect(tick.report.problems == [])
  }

  @Test("a redirect for now behind one for good is no part of the move")
  func mixed() {
    var state = FeedState(id: 1, name: "a", url: "http://a.example/")
    let hops = [
      Redirect(from: "http://a.example/", to: "http://b.example/", status: 301),
      Redirect(from: "http://b.example/", to: "http://c.example/", status: 302),
    ]
    #expect(state.learnMove(from: hops, at: 5) == ["it says that it has moved for good to http://b.example/"])
    #expect(state.move?.target == "http://b.example/")
  }

  @Test("a message about a move shows no value of a query")
  func secret() {
    var state = FeedState(id: 1, name: "a", url: "http://a.example/")
    let hop = Redirect(from: state.url, to: "http://b.example/feed?token=secret", status: 301)
    let told = state.learnMove(from: [hop], at: 5)
    #expect(told == ["it says that it has moved for good to http://b.example/feed?token=..."])
  }

  @Test("30: the same host over TLS is learnt at once")
  func upgrade() {
    var state = FeedState(id: 1, name: "a", url: "http://a.example/feed")
    let hop = Redirect(from: state.url, to: "https://a.example/feed.xml", status: 308)
    #expect(
      state.learnMove(from: [hop], at: 5)
        == ["it has moved for good to https://a.example/feed.xml; write that address into the configuration"])
    #expect(state.address(at: 6) == "https://a.example/feed.xml")
    #expect(state.learnMove(from: [hop], at: 6) == [])
    #expect(state.address(at: 6 + .days(7)) == state.url, "asked again after a week")
    let elsewhere = Redirect(from: state.url, to: "https://b.example/feed", status: 308)
    _ = state.learnMove(from: [elsewhere], at: 7)
    #expect(state.address(at: 8) == state.url)
  }

  @Test("a feed that has moved outlives its old address")
  func deadOrigin() throws {
    let old = Answers(.redirect(301, to: "/new"))
    let tick = try Tick { $0.path == "/a" ? old($0) : .ok(Tick.rss(1...3)) }
    for _ in 0...(7 * 24) { try tick.run(after: .hours(1)) }
    old.answer(.status(404))
    var problems: [String] = []
    for _ in 0..<(15 * 24) { problems += try tick.run(after: .hours(1)).problems }
    let line =
      "feed a: the address that it has moved from fails: 127.0.0.1: 404 Not Found; has the feed moved?"
    #expect(problems == [line, line], "once a week")
    #expect(tick.asked.last == "/new")
    #expect(try tick.state().failure == nil)
  }

  @Test("an address that was learnt and then fails is left for the configured one")
  func deadTarget() throws {
    let isDead = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick { $0.path == "/a" ? .redirect(301, to: "/new") : isDead($0) }
    for _ in 0..<(8 * 24) { try tick.run(after: .hours(1)) }
    #expect(tick.asked.suffix(2) == ["/new", "/new"])
    isDead.answer { $0.path == "/new" ? .status(404) : .ok(Tick.rss(1...4)) }
    try tick.run(after: .hours(1))
    try tick.run(after: .hours(2))
    #expect(tick.asked.suffix(2) == ["/a", "/new"])
  }
}
