import Support
import Testing

@testable import PactwatchKit

/// When a feed is asked next. The numbers are those of the table in docs/fetching.md.
@Suite struct FeedScheduleTests {
  private static let now = 1_000_000_000_000

  private func due(_ error: FetchError? = nil, every: Int? = nil, _ change: (inout FeedState) -> Void) -> Due
  {
    var state = FeedState(id: 1, name: "a", url: "https://a.example/")
    change(&state)
    let due = FeedSchedule.next(state, after: error, every: every, at: Self.now)
    return Due(due.time - Self.now, due.reason)
  }

  @Test("a feed without any wish is asked in every run; wishes make the pause longer, up to six hours")
  func wishes() {
    #expect(due { _ in } == Due(0, .everyRun))
    #expect(due { $0.freshness = .hours(2) } == Due(.hours(2), .fresh))
    #expect(due { $0.freshness = .days(99) } == Due(.hours(6), .fresh))
    #expect(due { $0.updateInterval = .hours(1) } == Due(.hours(1), .document))
    #expect(due { $0.updateInterval = .days(7) } == Due(.hours(6), .document))
    #expect(due { ($0.freshness, $0.updateInterval) = (.hours(3), .hours(1)) } == Due(.hours(3), .fresh))
    #expect(due { ($0.freshness, $0.updateInterval) = (0, .hours(1)) } == Due(.hours(1), .document))
  }

  @Test("'every' takes the place of all wishes, and of no failure")
  func setting() {
    #expect(due(every: .days(1)) { $0.freshness = .hours(3) } == Due(.days(1), .setting))
    #expect(due(every: 0) { $0.freshness = .hours(3) } == Due(0, .setting))
    let error = FetchError(.server, host: "h", "500")
    #expect(due(error, every: 0) { $0.fail(error, at: 0) } == Due(.hours(2), .backOff))
  }

  @Test(
    "45: pauses double from two hours to a day",
    arguments: [(1, 2), (2, 4), (3, 8), (4, 16), (5, 24), (40, 24), (4_000, 24)])
  func backOff(failures: Int, hours: Int) {
    let error = FetchError(.notFound, host: "h", "404")
    #expect(due(error) { for _ in 0..<failures { $0.fail(error, at: 0) } } == Due(.hours(hours), .backOff))
  }

  @Test(
    "what nobody outside was asked for is tried in every run",
    arguments: [FetchError.Kind.address, .secret, .file])
  func local(kind: FetchError.Kind) {
    #expect(due(FetchError(kind, host: "h", "x")) { _ in } == Due(0, .everyRun))
  }

  @Test(
    "41, 42, 43: what the headers of an answer say about its freshness",
    arguments: [
      ([], nil),
      (["Cache-Control: max-age=86400"], 86_400),
      (["Cache-Control: public, max-age=3600", "Age: 3000"], 600),
      (["Cache-Control: max-age=60", "Age: 3000"], 0), (["Cache-Control: MAX-AGE=\"60\""], 60),
      (["Cache-Control: no-cache, max-age=315360000"], 0), (["Cache-Control: no-store"], 0),
      (["Cache-Control: max-age=60, max-age=90"], 0),
      (["Cache-Control: max-age=60", "Cache-Control: max-age=90"], 0),
      (["Cache-Control: max-age=abc"], 0), (["Cache-Control: max-age=-1"], 0),
      (["Cache-Control: max-age="], 0),
      (["Cache-Control: max-age=99999999999999999999"], 365 * 86_400),
      (["Cache-Control: private"], nil), (["Cache-Control: s-maxage=60"], nil),
      (["Expires: 0"], 0), (["Expires: -1"], 0), (["Expires: soon"], 0),
      (["Expires: Thu, 01 Jan 1970 00:00:00 GMT"], 0),
      (["Date: Thu, 01 Jan 2026 05:00:00 GMT", "Expires: Thu, 01 Jan 2026 06:00:00 GMT"], 3_600),
      (["Date: Thu, 01 Jan 2026 05:00:00 GMT", "Expires: Thu, 01 Jan 2026 06:00:00 GMT", "Age: 600"], 3_000),
      (["Expires: Thu, 01 Jan 1970 00:00:00 GMT", "Cache-Control: max-age=60"], 60),
      (["Cache-Control: max-age=60", "Age: old"], 60),
    ] as [([String], Int?)])
  func freshness(headers: [String], seconds: Int?) throws {
    let server = try LoopbackServer { _ in .ok(smallFeed, headers: headers) }
    #expect(try fetch(server.url()).document?.freshness == seconds.map { $0 * 1_000 })
  }

  @Test(
    "what a document says about its changes",
    arguments: [
      ("<ttl>60</ttl>", 60), ("<ttl> 30 </ttl>", 30), ("<ttl>0</ttl>", nil), ("<ttl>-5</ttl>", nil),
      ("<ttl>soon</ttl>", nil), ("<sy:updatePeriod>hourly</sy:updatePeriod>", 60),
      ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 6 * 60),
      ("<sy:updatePeriod>Weekly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 7 * 24 * 60),
      ("<sy:updatePeriod>often</sy:updatePeriod>", nil), ("<sy:updateFrequency>2</sy:updateFrequency>", nil),
      ("<sy:updatePeriod>daily</sy:updatePeriod><ttl>15</ttl>", 15),
      ("<ttl>99999999999999999999</ttl>", nil), ("<item><ttl>60</ttl></item>", nil),
    ] as [(String, Int?)])
  func document(channel: String, minutes: Int?) throws {
    let tick = try Tick { _ in .ok(Tick.rss(1...3, channel: channel)) }
    try tick.run()
    #expect(try tick.state().updateInterval == minutes.map { $0 * 60_000 })
  }

  @Test("41: a feed that calls itself fresh for a day is asked after six hours")
  func longFreshness() throws {
    let tick = try Tick { _ in .ok(Tick.rss(1...3), headers: ["Cache-Control: max-age=86400"]) }
    var hours: [Int] = []
    for hour in 0..<24 {
      let count = tick.server.requests.count
      try tick.run(after: hour == 0 ? 0 : .hours(1))
      if tick.server.requests.count > count { hours.append(hour) }
    }
    #expect(hours == [0, 6, 12, 18])
    #expect(tick.report.feeds == RunReport.Feeds(notDue: 1))
    #expect(tick.report.status == .ok)
  }

  @Test("44: a run that comes a second too early waits that second, and no more than two minutes")
  func patience() throws {
    let tick = try Tick { _ in .ok(Tick.rss(1...3), headers: ["Cache-Control: max-age=3600"]) }
    try tick.run()
    try tick.run(after: .hours(1) - 1_000)
    #expect(tick.slept == 1_000 && tick.server.requests.count == 2)
    try tick.run(after: .hours(1) - .minutes(2))
    #expect(tick.slept == .minutes(2) && tick.server.requests.count == 3)
    try tick.run(after: .hours(1) - .minutes(2) - 1)
    #expect(tick.slept == 0 && tick.server.requests.count == 3)
  }

  @Test(
    "14 days of hourly runs with a jittery timer leave no hour without a poll, and nobody is asked too early")
  func simulation() throws {
    let clock = TestClock()
    let log = PollLog()
    let wishes = [
      "/none": [], "/hour": ["Cache-Control: max-age=3600"], "/short": ["Cache-Control: max-age=600"],
      "/stale": ["Cache-Control: no-cache"], "/aged": ["Cache-Control: max-age=7200", "Age: 3600"],
    ]
    let tick = try Tick(paths: wishes.keys.sorted(), clock: clock) { request in
      log.note(request.path, at: clock.now)
      return request["If-None-Match"] == "\"v1\""
        ? .status(304, headers: wishes[request.path] ?? [])
        : .ok(Tick.rss(1...3), headers: ["ETag: \"v1\""] + (wishes[request.path] ?? []))
    }
    var random = SeededGenerator(seed: 5)
    let runs = 14 * 24
    for hour in 0..<runs {
      // AccuracySec=1min: systemd starts a unit up to a minute late, each time another.
      clock.now = max(clock.now, Tick.start + .hours(hour) + Int.random(in: 0..<60_000, using: &random))
      try tick.run()
    }
    for path in wishes.keys {
      let times = log.times(of: path)
      #expect(times.count == runs, "\(path)")
      let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
      #expect(gaps.allSatisfy { $0 <= .minutes(62) }, "\(path)")
      if path == "/hour" || path == "/aged" { #expect(gaps.allSatisfy { $0 >= .hours(1) }, "\(path)") }
    }
  }
}
