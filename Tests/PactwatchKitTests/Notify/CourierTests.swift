import Curl
import Foundation
import Matching
import Posix
import Support
import Testing

@testable import PactwatchKit

/// What follows from each failure, against a real server on loopback.
@Suite struct CourierTests {
  var fixture: StoreFixture
  private let script = Script()
  private let server: LoopbackServer

  init() throws {
    (fixture, server) = try StoreFixture.served(script)
    fixture.receivers = [hook]
  }

  private var hook: Receiver {
    Receiver(name: "hook", kind: .webhook(url: .plain(server.url()), signing: nil), quickTries: [])
  }

  private func record(_ numbers: ClosedRange<Int>) throws {
    try fixture.record(numbers)
  }

  @discardableResult
  private func run(later: Int = 0, receiverTimeout: Duration = .seconds(60)) throws -> DeliverySummary {
    try fixture.deliver(later: later, receiverTimeout: receiverTimeout)
  }

  private var keys: [String] { server.requests.map { $0["webhook-id"] ?? "" } }

  private func counts(_ name: String = "hook") throws -> [DeliveryState: Int] {
    try fixture.states(of: name)
  }

  private static let day = 24 * 3_600_000

  // MARK: Transient

  @Test("a failure of the moment is tried again within the run, later each time, under the same key")
  mutating func quickTries() throws {
    fixture.receivers[0].quickTries = [.milliseconds(20), .milliseconds(60)]
    script.replies = [.status(500), .status(500), .status(200)]
    try record(1...1)
    let summary = try run()
    #expect(summary.delivered == 1 && summary.problems.isEmpty)
    #expect(keys.count == 3 && Set(keys).count == 1)
    let times = server.requests.map(\.time)
    #expect(times[1] - times[0] >= .milliseconds(20) && times[2] - times[1] >= .milliseconds(60))
    #expect(try fixture.store.receiverState("hook").failures == 0)
  }

  @Test("whoever watches hears why a try failed and when the next one is")
  mutating func tellWait() throws {
    fixture.receivers[0].quickTries = [.milliseconds(20), .milliseconds(60)]
    script.replies = [.status(500), .status(200)]
    try record(1...1)
    var told: [String] = []
    try fixture.deliver(tellWait: { told.append($0) })
    #expect(
      told == [
        "receiver hook: 127.0.0.1: it answers 500: the server has a problem of its own; it is tried again in 1 s"
      ])
  }

  @Test(
    "a message that was certainly refused is no repeat when it goes again", arguments: [501, 505, 503, 404])
  mutating func noRepeat(status: Int) throws {
    fixture.receivers[0].kind = .slack(url: .credential("room"))
    try fixture.directory.write("room", server.url())
    script.replies = [.status(status), .status(200)]
    try record(1...1)
    try run()
    #expect(try run().delivered == 1)
    #expect(server.requests.count == 2)
    #expect(
      !server.requests.contains { String(decoding: $0.body, as: UTF8.self).contains("possible repeat") })
  }

  @Test("no further try is waited for where the receiver's time is over before it")
  mutating func deadline() throws {
    fixture.receivers[0].quickTries = [.seconds(30)]
    script.replies = [.status(500)]
    try record(1...1)
    let start = ContinuousClock.now
    #expect(try run(receiverTimeout: .seconds(2)).pending == 1)
    #expect(ContinuousClock.now - start < .seconds(2) && server.requests.count == 1)
  }

  @Test(
    "how long to wait is understood in the header and in what chat servers answer",
    arguments: [
      (["Retry-After: 120"], "", 120_000), (["Retry-After: Thu, 01 Jan 2026 00:02:00 GMT"], "", 120_000),
      ([], #"{"message":"limited","retry_after":64.57,"global":false}"#, 64_570),
      ([], #"{"ok":false,"parameters":{"retry_after":35}}"#, 35_000),
      ([], #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2500.5}"#, 2_501),
      ([], #"{"retry_after":1e300}"#, day), (["Retry-After: 315360000"], "", day),
      (["Retry-After: -1"], #"{"retry_after":-4}"#, 0), (["Retry-After: soon"], "soon", 0),
    ])
  func retryAfter(headers: [String], body: String, wait: Int) throws {
    script.replies = [.status(429, headers: headers, body: Array(body.utf8)), .status(200)]
    try record(1...1)
    try run()
    #expect(try fixture.store.receiverState("hook").notBefore == (wait == 0 ? 0 : fixture.now + wait))
    if wait > 0 { #expect(try run(later: wait - 1).pending == 1) }
    #expect(server.requests.count == 1)
    #expect(try run(later: wait).delivered == 1)
  }

  @Test("a short Retry-After is waited for within the run")
  mutating func shortRetryAfter() throws {
    fixture.receivers[0].quickTries = [.milliseconds(1)]
    script.replies = [.status(429, headers: ["Retry-After: 0.3"]), .status(200)]
    try record(1...1)
    #expect(try run().delivered == 1)
    #expect(server.requests[1].time - server.requests[0].time >= .milliseconds(300))
  }

  @Test(
    "after three days of outage 80 alerts arrive, oldest first, within the cap and a digest",
    arguments: [500, 503])
  func outage(status: Int) throws {
    script.replies = [.status(status)]
    for hour in 1...72 {
      try record(hour...(hour == 72 ? 80 : hour))
      #expect(try run(later: hour * 3_600_000).delivered == 0)
    }
    #expect(server.requests.count == 72)
    #expect(try counts()[.dead] == nil)
    script.replies = [.status(200)]
    #expect(try run(later: 73 * 3_600_000).delivered == 80)
    #expect(server.requests.count - 72 <= Receiver.defaultDigestOver + 1)
    let arrived = try server.requests.dropFirst(72).map { try sequences($0) }
    #expect(arrived.flatMap(\.self).sorted() == Array(1...80))
    // What may have arrived goes in the message that it had; all else, more than can be told one by one, is one digest.
    #expect(arrived.allSatisfy { $0 == $0.sorted() })
    #expect(arrived.map(\.count).max() ?? 0 >= 60)
    if status == 503 { #expect(arrived.count <= 2) }
  }

  @Test("an outage of three days is told once, and its end once; all that time one message a run is tried")
  mutating func longOutage() throws {
    fixture.receivers = [
      hook, Receiver(name: "log", kind: .file(path: fixture.directory("log"), format: .plain)),
    ]
    script.replies = [.status(503)]
    try record(1...2)
    for day in 0...5 { try run(later: day * Self.day) }
    #expect(server.requests.count == 6)
    script.replies = [.status(200)]
    #expect(try run(later: 6 * Self.day).delivered == 3)
    let told = try fixture.directory.text("log").split(separator: "\n").filter { $0.contains("operational") }
    #expect(told.count == 2)
    #expect(
      told[0].contains(
        "receiver hook takes nothing (127.0.0.1: it answers 503: the server has a problem of its own); its alerts wait"
      ))
    #expect(told[1].contains("receiver hook is in order again"))
    #expect(try counts() == [.delivered: 2, .suppressed: 2])
  }

  @Test("an alert in a digest over which the server fails again and again does not hold the others back")
  func poisonedDigest() throws {
    script.poison = ("Item 17\"", .status(500))
    script.replies = [.status(200)]
    try record(1...40)
    var runs = 0
    while try counts()[.delivered] ?? 0 < 39, runs < 40 {
      runs += 1
      try run(later: runs * 3_600_000)
    }
    #expect(runs < 36)
    #expect(try fixture.store.begunMessages(of: "hook").count == 1)
    // Three days later it is told as refused, once another has shown that the server is well.
    try record(41...41)
    for hour in 73...100 { try record(hour...hour); try run(later: hour * 3_600_000) }
    #expect(try counts()[.dead] == 1)
    let dead = try fixture.store.troubles().map(\.title)
    #expect(dead == ["receiver hook refused 1 alert for good; the log has every one"])
  }

  @Test("a clock that is set forward by a year makes nobody give up an alert")
  func clockForward() throws {
    script.replies = [.status(500)]
    try record(1...3)
    try run()
    for _ in 1...13 { try run(later: 365 * Self.day) }
    script.poison = ("Item 1\"", .status(500))
    script.replies = [.status(200)]
    try run(later: 365 * Self.day)
    #expect(try counts()[.delivered] == 2 && counts()[.sending] == 1 && counts()[.dead] == nil)
  }

  @Test("a clock that is set back loses and doubles nothing")
  func clockBack() throws {
    script.replies = [.status(503, headers: ["Retry-After: 60"]), .status(200)]
    try record(1...3)
    try run()
    #expect(try run(later: -Self.day - 61_000).delivered == 3)
    #expect(try run(later: -Self.day).delivered == 0)
    #expect(keys.count == 4)
  }

  // MARK: The receiver's fault

  @Test(
    "a receiver that is wrong itself is probed once a run and told once; once mended it gets all",
    arguments: [301, 302, 307, 308, 401, 403, 404, 405, 410, 451])
  mutating func breaker(status: Int) throws {
    fixture.receivers = [
      hook, Receiver(name: "log", kind: .file(path: fixture.directory("log"), format: .json)),
    ]
    script.replies = [.status(status, headers: ["Location: \(server.url("/elsewhere"))"])]
    try record(1...3)
    for _ in 1...4 { #expect(try run().pending >= 3) }
    #expect(server.requests.map(\.path) == ["/", "/", "/", "/"])
    #expect(try fixture.store.receiverState("hook").isOpen)
    script.replies = [.status(200)]
    #expect(try run().delivered == 3 + 1)
    #expect(try counts() == [.delivered: 3, .suppressed: 2])
    let kinds = try fixture.directory.text("log").split(separator: "\n").map { $0.contains("operational") }
    #expect(kinds == [false, false, false, true, true])
    #expect(try fixture.store.troubles().isEmpty)
  }

  @Test("what a receiver forbids that takes others is the message's fault")
  func forbiddenMessage() throws {
    script.poison = ("Item 2\"", .status(403))
    script.replies = [.status(200)]
    try record(1...3)
    let summary = try run()
    #expect(summary.delivered == 2 && summary.dead == 1)
    #expect(try !fixture.store.receiverState("hook").isOpen)
  }

  @Test("a receiver that shuts its door in the middle of a run costs one alert at most")
  func shutDoor() throws {
    script.replies = [.status(200), .status(401)]
    try record(1...5)
    let summary = try run()
    #expect(summary.delivered == 1 && summary.dead == 1)
    #expect(try fixture.store.receiverState("hook").isOpen && counts()[.pending] ?? 0 >= 3)
  }

  // MARK: The message's fault

  @Test("what is refused goes in its plainest form, and arrives", arguments: [400, 413, 422, 431])
  func minimal(status: Int) throws {
    script.poison = ("evidence", .status(status))
    script.replies = [.status(200)]
    try record(1...2)
    #expect(try run().delivered == 2)
    let body = try #require(server.requests.last).text
    #expect(body.contains(#""title":"Item 2","link":"https://example.org/2""#) && !body.contains("why"))
    #expect(keys.count == 4 && Set(keys).count == 2)
  }

  @Test(
    "what is refused in its plainest form too is a dead letter, told once, and goes when a person says so")
  func deadLetter() throws {
    script.poison = ("Item 2\"", .status(400))
    script.replies = [.status(200)]
    try record(1...3)
    let summary = try run()
    #expect(summary.delivered == 2 && summary.dead == 1 && summary.pending == 1)
    #expect(summary.problems.map(\.message) == ["127.0.0.1: it refuses the message with 400"])
    #expect(try fixture.store.troubles().map(\.kind) == [.deadLetters])
    let before = server.requests.count
    #expect(try run().delivered == 1)
    #expect(server.requests.count == before + 1)
    script.poison = nil
    let alert = try fixture.store.alerts(from: 2, limit: 1)[0]
    #expect(try fixture.store.apply(.retry, .integer(0), to: .alert(2), of: "hook") == 1)
    // The alert, and that the trouble is over.
    #expect(try run().delivered == 2)
    #expect(keys.filter { $0 == alert.alert.id }.count == 3)
    #expect(try fixture.store.troubles().isEmpty)
  }

  @Test("who refuses even the plainest form of two alerts and takes none refuses us, and alerts wait")
  func refusesAll() throws {
    script.replies = [.status(400)]
    try record(1...4)
    let summary = try run()
    #expect(summary.dead == 1)
    #expect(try counts()[.pending] ?? 0 >= 3)
    #expect(try fixture.store.receiverState("hook").isOpen)
    for _ in 1...5 { try run() }
    #expect(try counts()[.dead] == 1)
    script.replies = [.status(200)]
    try run()
    #expect(try counts()[.pending] == nil)
  }

  // MARK: Rate

  @Test("a bucket lets a burst pass, and then one message in each interval")
  func bucket() {
    var bucket = TokenBucket(burst: 3, interval: 100)
    var times: [Int] = []
    var now = 1_000
    for _ in 1...6 {
      now = bucket.ready(at: now)
      bucket.take(at: now)
      times.append(now)
    }
    #expect(times == [1_000, 1_000, 1_000, 1_100, 1_200, 1_300])
    #expect(bucket.ready(at: 9_999) == 9_999)
  }

  private func sequences(_ request: Request) throws -> [Int] {
    let value = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
    let data = value?["data"] as? [String: Any]
    let alerts = data?["alerts"] as? [[String: Any]] ?? [data ?? [:]]
    return alerts.compactMap { $0["seq"] as? Int }
  }
}
