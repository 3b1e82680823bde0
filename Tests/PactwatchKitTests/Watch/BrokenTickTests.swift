import Support
import Testing

@testable import PactwatchKit

/// Answers that are no feed: what was known stays as it was, and the way of failing has its class and its sentence. The numbers
/// are those of the table in docs/fetching.md.
@Suite struct BrokenTickTests {
  static let feed = Array(Tick.rss(1...9).utf8)
  private static let page = Array(
    "<!doctype html><html><head><title>Back soon</title></head><body>x</body></html>".utf8)
  private static let tag = ["ETag: \"broken\""]

  @Test(
    "what is not a whole feed changes nothing, pins nothing, and is told",
    arguments: [
      (
        "12", Reply.short(Array(feed.prefix(5)), of: 1000, headers: tag), FetchError.Kind.truncated,
        "truncated: 5 of 1000 bytes"
      ),
      ("13", .chunked([feed], headers: tag, isCut: true), .truncated, "the connection was closed mid-body"),
      (
        "14", .status(200, headers: tag + ["Content-Encoding: gzip"], body: Gzip.compress(feed).dropLast(40)),
        .truncated, "the compressed body is truncated"
      ),
      (
        "16", .status(200, headers: tag + ["Content-Type: text/html"], body: page), .page,
        "an HTML page titled \"Back soon\""
      ),
      ("17", .ok("", headers: tag), .empty, "empty response"),
      ("19", .ok("abcdef", headers: tag + ["Content-Length: 3"]), .badAnswer, "conflicting Content-Length"),
      ("23", .ok("x", headers: tag + ["Content-Encoding: br"]), .encoding, "unsupported encoding 'br'"),
      ("23", .ok("x", headers: tag + ["Content-Encoding: zstd"]), .encoding, "unsupported encoding 'zstd'"),
      ("23", .ok("x", headers: tag + ["Content-Encoding: utf-8"]), .encoding, "unsupported encoding 'utf-8'"),
      (
        "24", .ok("x", headers: tag + ["Content-Encoding: gzip, gzip"]), .encoding,
        "unsupported encoding 'gzip, gzip'"
      ),
      (
        "24", Reply([.send(Reply.head(200, tag)), .repeated([UInt8](repeating: 0x20, count: 64 << 10))]),
        .tooLarge,
        "body over the limit of 10 MiB"
      ),
      ("32", .redirect(to: "/a", headers: tag), .redirect, "redirect loop"),
      ("33", .status(301, headers: tag), .redirect, "301 without usable Location"),
      ("33", .status(301, headers: tag + ["Location: http://[::1"]), .redirect, "redirect refused"),
      ("35", .redirect(to: "file:///etc/passwd", headers: tag), .redirect, "redirect refused"),
      ("35", .redirect(to: "http://127.0.0.2:8080/", headers: tag), .blocked, "not a public address"),
      ("45", .status(404, headers: tag), .notFound, "404 Not Found"),
      ("47", .status(401, headers: tag), .forbidden, "it needs credentials"),
      ("47", .status(403, headers: tag), .forbidden, "403 Forbidden"),
      (
        "47", .status(403, headers: tag + ["cf-mitigated: challenge"]), .botWall,
        "blocked by bot protection (Cloudflare)"
      ),
      (
        "47", .status(403, headers: tag + ["Server: ddos-guard"]), .botWall,
        "blocked by bot protection (DDoS-Guard)"
      ),
      ("47", .status(202, headers: tag + ["x-amzn-waf-action: challenge"]), .botWall, "(AWS WAF)"),
      ("48", .status(500, headers: tag), .server, "500: the server has a problem"),
      ("48", .status(502, headers: tag), .server, "502: the server has a problem"),
      ("48", .status(504, headers: tag), .server, "504: the server has a problem"),
      ("48", .reset, .reset, "reset the connection"),
      ("56", .ok("x", headers: ["ETag: \"a\0b\""]), .badAnswer, "not a proper HTTP answer"),
    ] as [(String, Reply, FetchError.Kind, String)])
  func broken(number: String, reply: Reply, kind: FetchError.Kind, words: String) throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    let before = try tick.state()
    script.answer(reply)
    try tick.run(after: .hours(1))
    #expect(tick.report.feeds == RunReport.Feeds(failed: 1))
    #expect(
      tick.report.problems.count == 1 && tick.report.problems[0].contains(words), "\(tick.report.problems)")
    var after = try tick.state()
    #expect(after.failure?.kind == kind)
    #expect(after.failure?.count == 1 && after.failure?.since == tick.now)
    #expect(after.due == Due(tick.now + .hours(2), .backOff))
    (after.failure, after.due, after.lastAttempt) = (nil, before.due, before.lastAttempt)
    #expect(after == before, "nothing else is changed")
    script.answer(.ok(Tick.rss(["A treaty", "Item 1"]), headers: ["ETag: \"v2\""]))
    let asked = tick.server.requests.count
    #expect(try tick.run(after: .hours(1)).feeds == RunReport.Feeds(resting: 1))
    #expect(tick.server.requests.count == asked)
    try tick.run(after: .hours(1))
    #expect(tick.asked.last == "/a \"v1\"", "asked with what the last whole answer gave")
    #expect(try tick.alerts() == ["A treaty"])
    #expect(try tick.state().failure == nil)
  }

  @Test(
    "15: of a feed that is cut off the whole items are told; it is asked for again with the old validators")
  func partial() throws {
    let script = Answers(.ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]))
    let tick = try Tick { script($0) }
    try tick.run()
    let cut = Tick.rss(["A treaty", "Item 1", "Another treaty"]).dropLast(60)
    script.answer(.untilClose(Array(cut.utf8), headers: Self.tag))
    try tick.run(after: .hours(1))
    #expect(try tick.alerts() == ["A treaty"])
    #expect(
      tick.report.problems == ["feed a: it is cut off: read as far as it goes, and asked for in full again"])
    script.answer(.ok(Tick.rss(["A treaty", "Item 1", "Another treaty"]), headers: ["ETag: \"v2\""]))
    try tick.run(after: .hours(1))
    #expect(tick.asked == ["/a", "/a \"v1\"", "/a \"v1\""])
    #expect(try tick.alerts() == ["A treaty", "Another treaty"])
  }

  @Test(
    "20, 21, 22: a body whose encoding is labelled wrongly is read, and a note told once",
    arguments: [
      (
        Reply.status(200, headers: ["Content-Encoding: gzip"], body: feed),
        ["feed a: mislabelled encoding: it says gzip, but is not compressed"]
      ),
      (.status(200, body: Gzip.compress(feed)), []),
      (
        .status(
          200, headers: ["Content-Encoding: gzip"],
          body: Gzip.compress(Array(feed.prefix(20))) + Gzip.compress(Array(feed.dropFirst(20))) + [0, 0]), []
      ),
    ] as [(Reply, [String])])
  func mislabelled(reply: Reply, notes: [String]) throws {
    let tick = try Tick { _ in reply }
    try tick.run()
    #expect(tick.report.problems == notes)
    #expect(tick.report.newItems == 9)
    #expect(try tick.run(after: .hours(1)).problems == [])
  }

  @Test("45: a feed that fails is asked after 2, 4, 8, 16 and then every 24 hours, and never given up")
  func neverGivenUp() throws {
    let script = Answers(.status(404))
    let tick = try Tick { script($0) }
    var times: [Int] = []
    for hour in 0..<(40 * 24) {
      let count = tick.server.requests.count
      try tick.run(after: hour == 0 ? 0 : .hours(1))
      if tick.server.requests.count > count { times.append(hour) }
    }
    #expect(times.prefix(6) == [0, 2, 6, 14, 30, 54])
    #expect(zip(times.dropFirst(5), times.dropFirst(6)).allSatisfy { $1 - $0 == 24 })
    #expect(times.count > 40)
    let failing = "feed a fails for 2 days: 127.0.0.1: 404 Not Found; has the feed moved?"
    #expect(try tick.operational() == [failing])
    script.answer(.ok(Tick.rss(1...3)))
    for _ in 0..<24 { try tick.run(after: .hours(1)) }
    #expect(try tick.operational() == [failing, "feed a works again after 40 days"])
  }

  @Test("46: a feed that is gone is told at once, and asked once a week whether it came back")
  func gone() throws {
    let script = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick { script($0) }
    try tick.run()
    script.answer(.status(410))
    for _ in 0..<(15 * 24) { try tick.run(after: .hours(1)) }
    #expect(tick.server.requests.count == 1 + 3)
    #expect(
      try tick.operational() == [
        "feed a fails: 127.0.0.1: 410 Gone: the feed was taken down for good; remove or replace it"
      ])
    #expect(try tick.state().due?.reason == .gone)
    script.answer(.ok(Tick.rss(1...4)))
    for _ in 0..<(7 * 24) { try tick.run(after: .hours(1)) }
    #expect(try tick.operational().count == 2)
    #expect(try tick.state().due?.reason == .everyRun)
  }
}
