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
}
