import Support
import Testing

@testable import PactwatchKit

/// What is told while feeds are still awaited.
@Suite struct EarlyDeliveryTests {
  @Test("why a receiver refuses an alert is reported, also where feeds were still awaited then")
  func refusal() throws {
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(paths: ["/a", "/b"]) { request in
      if request.method == "POST" {
        return .status(String(decoding: request.body, as: UTF8.self).contains("They sign") ? 400 : 200)
      }
      if request.path == "/a" { return answers(request) }
      return .ok(Tick.rss(1...3), headers: ["Cache-Control: max-age=3600"])
    }
    try tick.run()
    tick.receivers = [
      Receiver(name: "hook", kind: .webhook(url: .plain(tick.server.url("/hook")), signing: nil))
    ]
    answers.answer(.ok(Tick.rss(["They sign a treaty"])))
    let report = try tick.run(after: .hours(1) - 1_000)
    #expect(tick.slept == 1_000)
    #expect(report.dead == 1 && report.pending == 0 && report.status == .temporary)
    #expect(report.problems.count { $0.hasPrefix("receiver hook: 127.0.0.1: ") } == 1, "\(report.problems)")
  }

  @Test("a receiver that hangs while feeds are under way keeps none of them waiting")
  func hangingReceiver() throws {
    let paths = (1...20).map { "/\($0)" }
    let answers = Answers(.ok(Tick.rss(1...3)))
    let tick = try Tick(paths: paths) { $0.method == "POST" ? .hang : answers($0) }
    try tick.run()
    answers.answer(.ok(Tick.rss(["They sign a treaty"])))
    tick.receivers = [
      Receiver(name: "hook", kind: .webhook(url: .plain(tick.server.url("/hook")), signing: nil))
    ]
    let start = ContinuousClock.now
    // It is soon time to tell; and once all feeds are asked and the receiver too, the wait for it is cut short.
    let areAsked = { @Sendable [server = tick.server] in server.requests.count > 2 * paths.count }
    let time = TestClock(0)
    tick.elapsed = {
      time.now += 4_000
      return time.now
    }
    tick.isStopped = areAsked
    try tick.run()
    let asked = tick.server.requests.dropFirst(paths.count).map(\.path)
    #expect(Set(asked) == Set(paths + ["/hook"]))
    let told = try #require(asked.firstIndex(of: "/hook"))
    #expect(asked[told...].contains { $0 != "/hook" }, "it was told before all feeds were asked")
    #expect(ContinuousClock.now - start < .seconds(5), "a message may take 20 s")
  }
}
