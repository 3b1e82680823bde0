import Curl
import Foundation
import Matching
import Posix
import Support
import Synchronization
import Testing

@testable import PactwatchKit

/// Runs against a real server on loopback.
@Suite struct DeliveryRunTests {
  var fixture: StoreFixture
  /// What the server answers, one after the other; the last one again and again.
  private let script = Script()
  let server: LoopbackServer

  private static let key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  init() throws {
    (fixture, server) = try StoreFixture.served(script)
    fixture.receivers = [webhook]
  }

  private var webhook: Receiver {
    Receiver(
      name: "hook", kind: .webhook(url: .plain(server.url("/hook")), signing: .plain(Self.key)),
      digestOver: 5,
      quickTries: [])
  }

  private var slack: Receiver {
    Receiver(
      name: "room", kind: .slack(url: .plain(server.url("/services/T/B/X"))), digestOver: 2, quickTries: [])
  }

  @discardableResult
  private func run(
    _ receivers: [Receiver]? = nil, later: Int = 0, timeout: Duration = .seconds(20)
  ) throws -> DeliverySummary {
    try fixture.deliver(to: receivers, later: later, messageTimeout: timeout)
  }

  private func record(_ numbers: ClosedRange<Int>, _ tier: Tier = .alert) throws {
    try fixture.record(numbers, "treaty", tier)
  }

  private func data(_ request: Request) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
  }

  private var keys: [String] { server.requests.map { $0["webhook-id"] ?? "" } }

  @Test("an alert goes out once, signed, with its own id as key")
  func once() throws {
    script.replies = [.status(204)]
    try record(1...1)
    #expect(try run() == DeliverySummary(delivered: 1))
    #expect(try run() == DeliverySummary())
    let request = try #require(server.requests.first)
    #expect(server.requests.count == 1)
    let alert = try fixture.store.alerts(from: 1, limit: 1)[0]
    #expect(request.method == "POST" && request.path == "/hook")
    #expect(request["webhook-id"] == alert.alert.id)
    #expect(request["webhook-timestamp"] == String(fixture.now / 1_000))
    #expect(request["content-type"] == "application/json")
    #expect(request["user-agent"] == "pactwatch/test")
    let message = WebMessage(key: alert.alert.id, alerts: [alert])
    let expected = StandardWebhook(secret: Self.key)?.headers(
      of: message, body: request.body, now: fixture.now)
    #expect(request["webhook-signature"] == expected?.last?.value)
    let body = try data(request)
    #expect(body["type"] as? String == "pactwatch.alert")
    #expect((body["data"] as? [String: Any])?["title"] as? String == "Item 1")
  }

  @Test("what fails with 500 waits and arrives at the next run, under the same key")
  func retry() throws {
    script.replies = [.status(500), .status(200)]
    try record(1...1)
    let first = try run()
    #expect(first.delivered == 0 && first.pending == 1)
    #expect(
      first.problems == [
        DeliveryProblem(
          receiver: "hook", kind: .temporary,
          message: "127.0.0.1: it answers 500: the server has a problem of its own")
      ])
    #expect(try fixture.store.receiverState("hook").failures == 1)
    #expect(try run() == DeliverySummary(delivered: 1))
    #expect(Set(keys).count == 1 && keys.count == 2)
    #expect(try fixture.store.receiverState("hook").failures == 0)
  }

  @Test("after 429 with Retry-After nothing is sent before that time, also by later runs")
  func retryAfter() throws {
    script.replies = [.status(429, headers: ["Retry-After: 7200"]), .status(200)]
    try record(1...2)
    #expect(try run().pending == 2)
    let waiting = try run(later: 7_199_000)
    #expect(
      waiting.problems.map(\.message) == ["127.0.0.1 asked to be left alone until 2026-01-01 02:00 UTC"])
    #expect(server.requests.count == 1)
    #expect(try run(later: 7_200_000).delivered == 2)
  }

  @Test("a wait that lies further ahead than a day comes from a wrong clock and does not hold")
  func clockSetBack() throws {
    script.replies = [.status(503, headers: ["Retry-After: 3600"]), .status(200)]
    try record(1...1)
    try run(later: 30 * 24 * 3_600_000)
    #expect(try run().delivered == 1)
  }

  @Test("a message that gets no answer in time keeps its key, and does not hold up the run")
  func timeout() throws {
    script.replies = [.hang, .status(200)]
    try record(1...3)
    let summary = try run(timeout: .milliseconds(200))
    #expect(summary.pending == 3)
    #expect(
      summary.problems.map(\.message) == ["127.0.0.1: timeout: the answer was not complete after 200 ms"])
    try record(4...9)
    #expect(try run().delivered == 9)
    // The one that may have arrived is the same; all others, more than five by now, share a message.
    #expect(keys.count == 3)
    #expect(keys[0] == keys[1])
    #expect(server.requests[0].body == server.requests[1].body)
    let digest = try data(server.requests[2])
    #expect(digest["type"] as? String == "pactwatch.digest")
    let content = try #require(digest["data"] as? [String: Any])
    #expect(content["count"] as? Int == 8)
    #expect((content["alerts"] as? [[String: Any]])?.compactMap { $0["seq"] as? Int } == Array(2...9))
  }

  @Test(
    "a message keeps its key and its body where the server may have taken it",
    arguments: [(408, true), (425, true), (500, true), (502, true), (504, true), (599, true)]
      + [429, 503].map { ($0, false) })
  func uncertain(status: Int, isKept: Bool) throws {
    script.replies = [.status(status), .status(200)]
    try record(1...1)
    try run()
    try record(2...9)
    #expect(try run().delivered == 9)
    // Where the first one is certainly not there it goes with the others.
    #expect(keys.count == (isKept ? 3 : 2))
    #expect((server.requests[0].body == server.requests[1].body) == isKept)
    #expect((keys[0] == keys[1]) == isKept)
  }

  @Test("a digest that may have arrived is sent again as it was, whatever has come since")
  func digestRepeated() throws {
    script.replies = [.reset, .status(200)]
    try record(1...6)
    #expect(try run().pending == 6)
    try record(7...7)
    #expect(try run().delivered == 7)
    #expect(keys[0] == keys[1] && keys[1] != keys[2])
    #expect(server.requests[0].body == server.requests[1].body)
  }

  @Test(
    "what may have arrived keeps its key, whatever its server answers later", arguments: [503, 429, 401, 404])
  func doubtStays(status: Int) throws {
    script.replies = [.reset, .status(status), .status(200)]
    try record(1...6)
    #expect(try run().pending == 6)
    try record(7...7)
    #expect(try run().pending == 7)
    #expect(try run().delivered == 7)
    #expect(Set(keys.prefix(3)).count == 1, "\(keys)")
  }

  @Test(
    "of a digest that is refused, all alerts arrive but the one it is refused for",
    arguments: [400, 413, 422])
  mutating func refusedDigest(status: Int) throws {
    let picky = try LoopbackServer { request in
      .status(String(decoding: request.body, as: UTF8.self).contains("Item 17\"") ? status : 200)
    }
    fixture.receivers = [
      Receiver(name: "hook", kind: .webhook(url: .plain(picky.url()), signing: nil), quickTries: [])
    ]
    try record(1...40)
    let summary = try run()
    #expect(summary.delivered == 39 && summary.dead == 1 && summary.pending == 1)
    #expect(summary.problems.map(\.message) == ["127.0.0.1: it refuses the message with \(status)"])
    // Only the last one, the plainest form of the refused alert, goes under a key that was used before.
    #expect(Set(picky.requests.map { $0["webhook-id"] }).count == picky.requests.count - 1)
    #expect(picky.requests.count < 2 * 8)
  }

  @Test("a server that refuses everything is not asked about each alert of a digest")
  func refusedAll() throws {
    script.replies = [.status(400)]
    try record(1...100)
    let summary = try run()
    #expect(summary.pending == 100 && summary.dead == 1)
    #expect(server.requests.count < 50)
  }

  @Test(
    "what all messages would fail with stops after the first",
    arguments: [301, 307, 401, 403, 404, 410, 429, 500, 503])
  func stopping(status: Int) throws {
    script.replies = [.status(status, headers: ["Location: \(server.url("/elsewhere"))"])]
    try record(1...3)
    #expect(try run().pending == 3)
    #expect(server.requests.map(\.path) == ["/hook"])
  }

  @Test(
    "a Slack-compatible receiver has taken a message unless it clearly says that it has not",
    arguments: [
      ("ok\n", nil), ("", nil), (#"{"success":true}"#, nil), (#"{"ok":true}"#, nil), ("Message queued", nil),
      ("invalid_token", "it answers 'invalid_token' instead of 'ok'"),
      (#"{"ok":false,"error":"x"}"#, "it answers that it has not taken the message"),
      (#"{ "success": false }"#, "it answers that it has not taken the message"),
      (" <html>Login</html>", "it answers with a page instead of 'ok'; is the address right?"),
    ] as [(String, String?)])
  mutating func slackBody(reply: String, problem: String?) throws {
    fixture.receivers = [slack]
    script.replies = [.ok(reply)]
    try record(1...1)
    let summary = try run()
    #expect(summary.problems.map(\.message) == (problem.map { ["127.0.0.1: \($0)"] } ?? []))
    #expect(summary.delivered == (problem == nil ? 1 : 0))
  }

  @Test("what one Slack message has no room for goes into the next: each alert that counts as told is told")
  mutating func longLinks() throws {
    fixture.receivers = [slack]
    script.replies = [.ok("ok")]
    let items = (1...100).map {
      Item(
        guid: "\($0)", link: "https://example.org/\(String(repeating: "a", count: 1_900))/\($0).", title: "T")
    }
    try fixture.take(items) { _ in [StoreFixture.match("treaty")] }
    #expect(try run().delivered == 100)
    #expect(server.requests.count == 3)
    let blocks = try server.requests.map { "\(try data($0)["blocks"] ?? "")" }
    for number in 1...100 { #expect(blocks.contains { $0.contains("/\(number).") }, "\(number)") }
    #expect(blocks.allSatisfy { !$0.contains("more") })
    let text = try #require(try data(server.requests[0])["text"] as? String)
    #expect(
      text.hasPrefix("*46 alerts* (treaty 46)\n")
        && text.hasSuffix("\nand 45 more; the alert log has them all"))
  }

  @Test("what a reply says without end is cut off; its status counts", arguments: [200, 500])
  func endlessReply(status: Int) throws {
    let endless = Reply.Step.repeated([UInt8](repeating: 65, count: 9_999))
    script.replies = [Reply([.send("HTTP/1.1 \(status) OK\r\nContent-Length: 999999999\r\n\r\n"), endless])]
    try record(1...1)
    #expect(try run().delivered == (status == 200 ? 1 : 0))
    #expect(try fixture.store.pendingCounts()["hook"] == (status == 200 ? nil : 1))
  }

  @Test("a receiver that hangs, one that is down and one without its secret delay no other")
  mutating func independent() throws {
    let other = try LoopbackServer { _ in .ok("ok") }
    let log = Receiver(name: "log", kind: .file(path: fixture.directory("log"), format: .plain))
    let good = Receiver(name: "good", kind: .slack(url: .plain(other.url())))
    let down = Receiver(name: "down", kind: .slack(url: .plain("http://127.0.0.1:1/")), quickTries: [])
    let blind = Receiver(name: "blind", kind: .slack(url: .credential("missing")))
    let wrong = Receiver(name: "wrong", kind: .file(path: "/no/such/folder/log", format: .json))
    fixture.receivers = [webhook, down, blind, wrong, log, good]
    script.replies = [.hang]
    try record(1...4)
    let summary = try run(timeout: .seconds(3))
    // Those with whom all is well are also told that one has no secret.
    #expect(summary.delivered == 10 && summary.pending == 19)
    #expect(other.requests.count == 5)
    let start = try #require(server.requests.first).time
    #expect(try #require(other.requests.prefix(4).last).time - start < .milliseconds(2_500))
    #expect(
      summary.problems == [
        DeliveryProblem(
          receiver: "wrong", kind: .cannotCreate,
          message: "cannot open /no/such/folder/log: No such file or directory"),
        DeliveryProblem(
          receiver: "blind", kind: .configuration,
          message: "cannot open \(fixture.directory("missing")): No such file or directory"),
        DeliveryProblem(
          receiver: "hook", kind: .temporary,
          message: "127.0.0.1: timeout: the answer was not complete after 3 s"),
        DeliveryProblem(
          receiver: "down", kind: .temporary,
          message: "127.0.0.1: connection refused; nothing listens at this port"),
      ])
  }

  @Test("alerts for a receiver that is not configured any more wait, and every run says so")
  mutating func orphans() throws {
    script.replies = [.status(500), .status(200)]
    try record(1...3)
    try run()
    let orphaned = try run([])
    #expect(orphaned.pending == 3)
    #expect(
      orphaned.problems == [
        DeliveryProblem(
          receiver: "hook", kind: .temporary,
          message:
            "it is still to be told of 3 alerts, but is not configured any more. Name a receiver so again and they are "
            + "sent, or drop them: pactwatch deliveries drop --receiver hook")
      ])
    #expect(try run().delivered == 3)
    #expect(try run([]) == DeliverySummary())
  }

  @Test("the backlog of a new feed is one message, and possible matches go to files only")
  func noise() throws {
    var other = try DeliveryRunTests()
    other.fixture = try StoreFixture()
    other.fixture.receivers = [other.webhook]
    other.script.replies = [.status(200)]
    try other.record(1...3)
    try other.record(4...4, .possible)
    #expect(try other.run().delivered == 3)
    #expect(other.server.requests.count == 1)
    #expect(try other.fixture.states(of: "hook") == [.delivered: 3, .suppressed: 1])
  }

  @Test("what was mended earlier in a run is told at its end, and what was delivered is counted together")
  mutating func earlierDelivery() throws {
    fixture.receivers = [
      Receiver(name: "log", kind: .file(path: fixture.directory("log"), format: .plain)), webhook,
    ]
    script.replies = [.status(500), .status(200)]
    try fixture.store.save(FileIntent(device: 0, inode: 0, offset: 0, message: "gone"), of: "log")
    try record(1...2)
    let early = try run()
    #expect(early.problems.map(\.kind) == [.repeated, .temporary] && early.delivered == 2)
    let whole = try fixture.deliver(after: early)
    #expect(whole.problems == [early.problems[0]])
    #expect(whole.delivered == 4 && whole.pending == 0 && whole.taken == ["hook": 2])
    #expect(try run().problems.isEmpty)
  }

  @Test("a wish to stop leaves the rest to the next run")
  func stopWish() throws {
    script.replies = [.status(200)]
    try record(1...3)
    let summary = try fixture.deliver(shouldStop: { true })
    #expect(summary.delivered <= 1)
    #expect(summary.delivered + summary.pending == 3)
    #expect(try run().delivered == summary.pending)
    #expect(Set(keys).count == 3)
  }

  @Test("a secret shows up nowhere, however sending fails")
  mutating func canary() throws {
    let canary = "canary-4f7a"
    try fixture.directory.write("url", server.url("/\(canary)/hook?token=\(canary)"))
    try fixture.directory.write("key", "not base64 \(canary)")
    try fixture.directory.write("scheme", "\(canary):\(canary)")
    let receivers = [
      Receiver(name: "a", kind: .slack(url: .credential("url"))),
      Receiver(name: "b", kind: .webhook(url: .plain(server.url()), signing: .credential("key"))),
      Receiver(name: "c", kind: .slack(url: .credential("scheme"))),
    ]
    fixture.receivers = receivers
    try record(1...1)
    for reply: Reply in [
      .ok("<\(canary)>"), .status(500, body: Array(canary.utf8)), .redirect(to: "/\(canary)"), .reset,
      .status(404, headers: ["X: \(canary)"]), .hang,
    ] {
      script.replies = [reply]
      let summary = try run(timeout: .milliseconds(100))
      #expect(summary.problems.count == 3)
      #expect(!"\(summary)".contains(canary))
    }
    #expect(server.requests.allSatisfy { $0.path.contains(canary) })
    for name in try Directories.names(in: fixture.directory.path) where name.hasPrefix(Store.fileName) {
      let bytes = try Files.read(fixture.directory(name), limit: 100 << 20)
      #expect(!bytes.contains(Array(canary.utf8)), "\(name)")
    }
  }

  @Test("without permission a private address is not reached")
  func privateAddress() throws {
    try record(1...1)
    let summary = try fixture.deliver(addressPolicy: AddressPolicy())
    #expect(
      summary.problems.map(\.message) == [
        "127.0.0.1: blocked: 127.0.0.1 is not a public address; list it under 'allow private' if it is meant"
      ])
    #expect(server.connections() == 0)
  }
}

extension DeliverySummary {
  fileprivate init(delivered: Int) {
    self.init()
    self.delivered = delivered
    taken = delivered == 0 ? [:] : ["hook": 1]
  }
}
