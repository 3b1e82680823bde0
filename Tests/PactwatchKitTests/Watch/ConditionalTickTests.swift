import Support
import Testing

@testable import PactwatchKit

/// What is remembered of an answer for the next request. The numbers are those of the table in docs/fetching.md.
@Suite struct ConditionalTickTests {
  private static let validators = ["ETag: \"v1\"", "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT"]

  @Test("1: validators go back as they came; one request ever is unconditional")
  func validators() throws {
    let tick = try Tick { request in
      request["If-None-Match"] == "\"v1\"" ? .status(304) : .ok(Tick.rss(1...3), headers: Self.validators)
    }
    for _ in 0..<4 { try tick.run(after: .hours(1)) }
    let conditional = "/a \"v1\" Mon, 01 Jan 2024 00:00:00 GMT"
    #expect(tick.asked == ["/a", conditional, conditional, conditional])
    #expect(tick.report.summary.hasPrefix("1 feed: 1 unchanged; nothing new"))
  }

  @Test(
    "2, 3: odd validators go back byte for byte",
    arguments: [
      ("Last-Modified: Mon, 1 Jan 2024 00:00:00 +0000", "/a Mon, 1 Jan 2024 00:00:00 +0000"),
      ("ETag: W/\"x y\"", "/a W/\"x y\""), ("ETag: \"caf\u{e9}\"", "/a \"caf\u{e9}\""),
    ])
  func oddValidators(header: String, asked: String) throws {
    let tick = try Tick { _ in .ok(Tick.rss(1...3), headers: [header]) }
    try tick.run()
    try tick.run(after: .hours(1))
    #expect(tick.asked == ["/a", asked])
  }

  @Test("4, 11: a bare 304 keeps everything, and one with a Location is not followed")
  func bare304() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: Self.validators))
    let tick = try Tick { script($0) }
    try tick.run()
    let before = try tick.state()
    script.answer(.status(304, headers: ["Location: /other"]))
    for _ in 0..<2 { try tick.run(after: .hours(1)) }
    let after = try tick.state()
    #expect(after.validators == before.validators)
    #expect(after.lastSuccess == tick.now && after.failure == nil)
    #expect(Set(tick.server.requests.map(\.path)) == ["/a"])
    #expect(tick.asked[1] == tick.asked[2])
  }

  @Test("5: a 304 freshens validators and freshness")
  func freshening304() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    script.answer(.status(304, headers: ["ETag: \"v2\"", "Cache-Control: max-age=7200"]))
    for _ in 0..<3 { try tick.run(after: .hours(1)) }
    #expect(tick.asked == ["/a", "/a \"v1\"", "/a \"v2\""])
    #expect(try tick.state().due == Due(tick.now + .hours(2), .fresh))
    // A 304 that says nothing leaves the freshness that was (RFC 9111, 4.3.4); one that says "stale" does not.
    script.answer(.status(304))
    try tick.run(after: .hours(2))
    #expect(try tick.state().due?.reason == .fresh)
    script.answer(.status(304, headers: ["Cache-Control: no-cache"]))
    try tick.run(after: .hours(2))
    #expect(try tick.state().due?.reason == .everyRun)
  }

  @Test("6: an identical body is not parsed again, and its new ETag is the next one sent")
  func identicalBody() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    script.answer(.ok(Tick.rss(1...3), headers: ["ETag: \"v2\""]))
    #expect(try tick.run(after: .hours(1)).feeds == RunReport.Feeds(unchanged: 1))
    try tick.run(after: .hours(1))
    #expect(tick.asked.last == "/a \"v2\"")
  }

  @Test("7: another body under the same ETag is read, and the oddity told once")
  func reusedETag() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    script.answer(.ok(Tick.rss(["A treaty", "Item 1", "Item 2", "Item 3"]), headers: ["ETag: \"v1\""]))
    try tick.run(after: .hours(1))
    #expect(try tick.alerts() == ["A treaty"])
    #expect(tick.report.problems == ["feed a: its ETag stayed the same although its text changed"])
    script.answer(.ok(Tick.rss(1...4), headers: ["ETag: \"v1\""]))
    #expect(try tick.run(after: .hours(1)).problems == [])
  }

  @Test("8: a whole answer without validators clears them")
  func clearedValidators() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: Self.validators))
    let tick = try Tick { script($0) }
    try tick.run()
    script.answer(.ok(Tick.rss(1...4)))
    for _ in 0..<2 { try tick.run(after: .hours(1)) }
    #expect(tick.asked.last == "/a")
    #expect(try tick.state().validators == nil)
  }

  @Test("9: a 304 that nobody asked for is a failure")
  func unasked304() throws {
    let tick = try Tick { _ in .status(304) }
    try tick.run()
    #expect(
      tick.report.problems == [
        "feed a: 127.0.0.1: 304 Not Modified without a condition; the server or a cache before it is broken"
      ])
    try tick.run(after: .hours(2))
    #expect(tick.asked == ["/a", "/a"])
    #expect(try tick.state().failure?.count == 2)
  }

  @Test("10: a server that says 304 for ever is asked for the whole once a week")
  func weekly() throws {
    let tick = try Tick { request in
      request["If-None-Match"] == nil ? .ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]) : .status(304)
    }
    for _ in 0..<(15 * 24) { try tick.run(after: .hours(1)) }
    let whole = tick.asked.enumerated().filter { $0.element == "/a" }.map(\.offset)
    #expect(whole == [0, 7 * 24, 14 * 24])
    #expect(tick.asked.count == 15 * 24)
  }

  @Test("18: a feed that becomes empty is told once; its validators are kept")
  func emptied() throws {
    let script = Answers(.ok(Tick.rss(1...20), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    let news = try tick.state().lastNews
    script.answer(.ok(Tick.rss([]), headers: ["ETag: \"v2\""]))
    try tick.run(after: .hours(1))
    #expect(tick.report.problems == ["feed a: it has become empty: no item is left in it"])
    script.answer(.ok(Tick.rss([], channel: "<ttl>0</ttl>"), headers: ["ETag: \"v3\""]))
    #expect(try tick.run(after: .hours(1)).problems == [])
    #expect(tick.asked == ["/a", "/a \"v1\"", "/a \"v2\""])
    #expect(try tick.state().lastNews == news)
  }

  @Test("55: 226 brings what is new only, and nothing counts as taken away")
  func delta() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    script.answer(
      .status(
        226, headers: ["ETag: \"v2\"", "IM: feed"],
        body: Array(Tick.rss(["A treaty"]).utf8)))
    #expect(try tick.run(after: .hours(1)).newItems == 1)
    script.answer(.ok(Tick.rss(["A treaty", "Item 1", "Item 2", "Item 3"]), headers: ["ETag: \"v3\""]))
    #expect(try tick.run(after: .hours(1)).newItems == 0)
    #expect(try tick.alerts() == ["A treaty"])
    #expect(tick.asked.last == "/a \"v2\"")
  }

  @Test("56: an ETag that cannot be sent back is not sent, and told once")
  func badETag() throws {
    let tick = try Tick { _ in .ok(Tick.rss(1...3), headers: ["ETag: \"a\rX-Injected: 1\""]) }
    let note = "feed a: its ETag cannot be sent back and is dropped: it is too long or has control characters"
    #expect(try tick.run().problems == [note])
    #expect(try tick.run(after: .hours(1)).problems == [])
    #expect(tick.asked == ["/a", "/a"])
    #expect(
      tick.server.requests.allSatisfy { !String(decoding: $0.head, as: UTF8.self).contains("X-Injected") })
  }
}
