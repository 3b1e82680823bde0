import Support
import Testing

@testable import PactwatchKit

/// Wishes to be left alone. The numbers are those of the table in docs/fetching.md.
@Suite struct PauseTickTests {
  private static let hosts = ["127.0.1.1", "127.0.1.2"]

  /// The host 127.0.1.1 limits, the other one does not.
  private static func limiting(_ headers: [String] = []) -> @Sendable (Request) -> Reply {
    { $0.host == hosts[0] ? .status(429, headers: headers) : .ok(Tick.rss(1...3)) }
  }

  @Test("36: after a 429 no feed of that site is asked, over restarts, until the pause is over")
  func pause() throws {
    let folder = try TemporaryDirectory()
    let path = folder(Store.fileName)
    let tick = try Tick(
      hosts: Self.hosts, paths: ["/a", "/b", "/c"], store: Store(path),
      answer: Self.limiting(["Retry-After: 7200"]))
    try tick.run()
    let site = "127.0.1.1:\(tick.server.port)"
    let line = "\(site) asked to be left alone until 2026-01-01T02:00:00Z (429)"
    #expect(tick.server.requests(to: Self.hosts[0]).count == 1)
    #expect(tick.report.feeds == RunReport.Feeds(withDocuments: 3, failed: 1, notAsked: 2))
    #expect(tick.report.problems.last == "\(line): 2 feeds of it wait")
    for _ in 0..<7 {
      tick.store = try Store(path)
      try tick.run(after: .minutes(15))
    }
    #expect(tick.server.requests(to: Self.hosts[0]).count == 1)
    #expect(tick.server.requests(to: Self.hosts[1]).count == 8 * 3)
    #expect(tick.report.feeds == RunReport.Feeds(unchanged: 3, notDue: 2, resting: 1))
    #expect(tick.report.problems == ["\(line): 3 feeds of it wait"])
    let failing = try tick.store.allFeedStates().values.filter { $0.failure != nil }
    #expect(failing.count == 1 && failing[0].failure?.kind == .rateLimited, "the others were not asked")
    try tick.run(after: .minutes(15))
    #expect(tick.server.requests(to: Self.hosts[0]).count == 2)
  }

  @Test("37: a date counts from the server's own clock")
  func date() throws {
    let tick = try Tick { _ in
      .status(
        429,
        headers: ["Date: Thu, 01 Jan 2026 05:00:00 GMT", "Retry-After: Thu, 01 Jan 2026 08:00:00 GMT"])
    }
    try tick.run()
    #expect(try tick.state().due == Due(tick.now + .hours(3), .retryAfter))
  }

  @Test("38: a 429 without a time pauses the site for twice the period of the timer")
  func withoutTime() throws {
    let tick = try Tick(hosts: Self.hosts, paths: ["/a", "/b"], answer: Self.limiting())
    try tick.run()
    try tick.run(after: .hours(1))
    #expect(tick.server.requests(to: Self.hosts[0]).count == 1)
    try tick.run(after: .hours(1))
    #expect(tick.server.requests(to: Self.hosts[0]).count == 2)
  }

  @Test("39: a 503 concerns its feed only, which is asked in the next run and no sooner")
  func unavailable() throws {
    let tick = try Tick(paths: ["/a", "/b"]) {
      $0.path == "/a" ? .status(503, headers: ["Retry-After: 120"]) : .ok(Tick.rss(1...3))
    }
    try tick.run()
    #expect(tick.slept == 0)
    #expect(try tick.state("a").failure?.count == 1)
    #expect(try tick.state("a").due == Due(tick.now + .hours(1), .retryAfter))
    try tick.run(after: .minutes(30))
    #expect(tick.server.requests.count { $0.path == "/a" } == 1)
    #expect(tick.server.requests.count { $0.path == "/b" } == 2)
    try tick.run(after: .minutes(30))
    #expect(tick.server.requests.count { $0.path == "/a" } == 2)
  }

  @Test(
    "40: what is no time, or too long a time, is taken for what it can mean",
    arguments: [
      ("-5", Due(.hours(2), .backOff)), ("soon", Due(.hours(2), .backOff)),
      ("1000000000000000000", Due(.hours(48), .retryAfter)),
      ("99999999999999999999999999", Due(.hours(48), .retryAfter)),
      ("Fri, 01 Jan 2099 00:00:00 GMT", Due(.hours(48), .retryAfter)),
      ("0", Due(.hours(1), .retryAfter)),
    ])
  func oddTimes(value: String, due: Due) throws {
    let tick = try Tick { _ in .status(503, headers: ["Retry-After: \(value)"]) }
    try tick.run()
    #expect(try tick.state().due == Due(tick.now + due.time, due.reason))
  }

  @Test("a pause and a due time that a wrong clock left in the future count no more")
  func wrongClock() throws {
    let tick = try Tick { $0.path == "/a" ? .status(429, headers: ["Retry-After: 99999"]) : .reset }
    tick.wait(.days(3_650))
    try tick.run()
    #expect(try tick.run().feeds.resting == 1)
    tick.wait(-.days(3_650))
    #expect(try tick.run().feeds.failed == 1)
    #expect(tick.server.requests.count == 2)
  }
}
