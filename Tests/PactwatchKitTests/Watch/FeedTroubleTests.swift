import Support
import Testing

@testable import PactwatchKit

/// What lasts is told once, and once when it is over. The numbers are those of the table in docs/fetching.md.
@Suite struct FeedTroubleTests {
  private static let hosts = (1...5).map { "127.0.1.\($0)" }

  @Test("49: when nearly all sites cannot be reached it is told once, and counts against no feed")
  func outage() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(hosts: Self.hosts) { answers($0) }
    try tick.run()
    let before = try tick.store.allFeedStates()
    answers.answer { $0.host == Self.hosts[4] ? .ok(Tick.rss(1...3)) : .reset }
    for _ in 0..<5 { try tick.run(after: .hours(1)) }
    let message =
      "the network here seems to be down: 4 of 5 sites cannot be reached, such as 127.0.1.1: the server reset the connection"
    #expect(tick.report.problems == [message])
    #expect(tick.report.feeds == RunReport.Feeds(unchanged: 1, failed: 4))
    #expect(try tick.operational() == [message])
    for host in Self.hosts.prefix(4) {
      #expect(try tick.state(host + "-a") == before[host + "-a"])
    }
    answers.answer(.ok(Tick.rss(1...3)))
    #expect(try tick.run(after: .hours(1)).feeds.unchanged == 5, "nobody is left alone for it")
    #expect(try tick.operational() == [message, "feeds can be read again"])
  }

  @Test("a site that fails by itself, or that failed before, is no outage")
  func noOutage() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(hosts: Self.hosts) { answers($0) }
    try tick.run()
    answers.answer { Self.hosts.prefix(2).contains($0.host) ? .reset : .ok(Tick.rss(1...3)) }
    try tick.run(after: .hours(1))
    #expect(tick.report.problems.count == 2)
    #expect(try tick.state("127.0.1.1-a").failure?.count == 1)
    #expect(try tick.operational() == [])
  }

  @Test("two sites that fail at once are an outage only where there is no other")
  func twoSites() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(hosts: Array(Self.hosts.prefix(2))) { answers($0) }
    try tick.run()
    answers.answer(.reset)
    try tick.run(after: .hours(1))
    #expect(try tick.state("127.0.1.1-a").failure == nil)
    #expect(try tick.operational().count == 1)
  }

  @Test("when all feeds fail, each with a reason of its own, that is told too")
  func allFailing() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(hosts: Self.hosts) { answers($0) }
    try tick.run()
    answers.answer(.status(500))
    try tick.run(after: .hours(1))
    #expect(tick.report.status == .unavailable)
    #expect(try tick.operational() == ["all 5 feeds fail"])
    #expect(try tick.run(after: .hours(1)).status == .unavailable, "they rest, and still fail")
    answers.answer(.ok(Tick.rss(1...3)))
    #expect(try tick.run(after: .hours(1)).status == .ok)
    #expect(try tick.operational() == ["all 5 feeds fail", "feeds can be read again"])
  }

  @Test("a feed that goes quiet for much longer than it uses to is told once")
  func quiet() throws {
    let clock = TestClock()
    let answers = Answers(.hang)
    // A new item every six hours, then none.
    answers.answer { _ in
      let count = min((clock.now - Tick.start) / .hours(6), 40)
      return .ok(Tick.rss(count + 1...count + 20))
    }
    let tick = try Tick(clock: clock) { answers($0) }
    for _ in 0..<(13 * 24 - 1) { try tick.run(after: .hours(1)) }
    #expect(try tick.operational() == [])
    for _ in 0..<3 { try tick.run(after: .hours(1)) }
    let title = "feed a has brought nothing new for 3 days; it was never quiet for more than 6 hours of late"
    #expect(try tick.operational() == [title])
    answers.answer { _ in .ok(Tick.rss(45...64)) }
    for _ in 0..<3 { try tick.run(after: .hours(1)) }
    #expect(try tick.operational() == [title, "feed a has brought something new again"])
  }

  @Test("a clock that is days ahead for one run makes no feed fail or be quiet for days")
  func clockAhead() throws {
    let answers = Answers(.hang)
    let tick = try Tick(paths: ["/a", "/b"]) { answers($0) }
    for count in 1...4 {
      answers.answer(.ok(Tick.rss(count...count + 20)))
      try tick.run(after: .hours(6))
    }
    answers.answer { $0.path == "/a" ? .ok(Tick.rss(4...24)) : .status(500) }
    try tick.run(after: .hours(1))
    try tick.run(after: .days(5))
    tick.wait(-Int.days(5))
    try tick.run(after: .hours(1))
    #expect(try tick.operational() == [])
  }

  @Test("a feed that began to fail by a clock that was ahead fails from the next run on")
  func failureAhead() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(paths: ["/a", "/b"]) { answers($0) }
    try tick.run()
    answers.answer { $0.path == "/a" ? .ok(Tick.rss(1...3)) : .status(500) }
    try tick.run(after: .days(365))
    tick.wait(-Int.days(365))
    for _ in 0..<(3 * 24) { try tick.run(after: .hours(1)) }
    let titles = try tick.operational()
    #expect(titles.count == 1)
    #expect(titles.first?.hasPrefix("feed b fails for 2 days") == true)
  }

  @Test("a feed that pauses at weekends is not quiet after one")
  func weekends() throws {
    let clock = TestClock()
    // 2026-01-01 is a Thursday.
    let tick = try Tick(clock: clock) { _ in
      let days = (clock.now - Tick.start) / .days(1)
      let workdays = days - (days + 4) / 7 * 2 + 1
      return .ok(Tick.rss(workdays...workdays + 20))
    }
    for _ in 0..<(28 * 4) { try tick.run(after: .hours(6)) }
    #expect(try tick.operational() == [])
    #expect(try tick.state().usualGap ?? 0 >= .days(2))
  }

  @Test("57: when no item is known any more, items may have been missed, and that is told once")
  func missedItems() throws {
    let answers = Answers(.ok(Tick.rss(1...60)))
    let tick = try Tick { answers($0) }
    try tick.run()
    answers.answer(.ok(Tick.rss(30...89)))
    try tick.run(after: .hours(1))
    #expect(tick.report.problems == [])
    answers.answer(.ok(Tick.rss(101...160)))
    try tick.run(after: .hours(1))
    let title = "feed a: items may have been missed: none of its 60 items was there the last time"
    #expect(tick.report.problems == [title])
    answers.answer(.ok(Tick.rss(201...260)))
    try tick.run(after: .hours(1))
    #expect(try tick.operational() == [title])
    answers.answer(.ok(Tick.rss(201...260, channel: "<link>https://a.example/</link>")))
    try tick.run(after: .hours(1))
    #expect(try tick.operational() == [title], "nothing new shows nothing")
    answers.answer(.ok(Tick.rss(202...261)))
    try tick.run(after: .hours(1))
    #expect(try tick.operational() == [title, "feed a: its items follow on the known ones again"])
  }

  @Test("53: an address that the configuration has twice is asked once, and both feeds have its items")
  func sharedAddress() throws {
    let answers = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { answers($0) }
    try tick.run()
    tick.feeds.append(Feed(name: "copy", url: tick.feeds[0].url, source: "Copy"))
    answers.answer {
      $0["If-None-Match"] == nil ? .ok(Tick.rss(1...4), headers: ["ETag: \"v1\""]) : .status(304)
    }
    try tick.run(after: .hours(1))
    try tick.run(after: .hours(1))
    #expect(tick.asked == ["/a", "/a", "/a \"v1\""], "in full once more, for the one that knows nothing")
    #expect(try tick.state("copy").validators == tick.state("a").validators)
    #expect(tick.report.feeds == RunReport.Feeds(unchanged: 2))
  }
}
