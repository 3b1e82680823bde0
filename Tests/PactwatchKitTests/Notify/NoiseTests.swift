import FeedParsing
import Matching
import Posix
import Support
import Testing

@testable import PactwatchKit

/// What keeps a room from being flooded, while the log has everything.
@Suite struct NoiseTests {
  var fixture: StoreFixture
  private let script = Script()
  private let server: LoopbackServer

  init() throws {
    (fixture, server) = try StoreFixture.served(script)
    script.replies = [.ok("ok")]
    fixture.receivers = [room, log]
  }

  private var log: Receiver {
    Receiver(name: "log", kind: .file(path: fixture.directory("log"), format: .json))
  }

  private var room: Receiver {
    Receiver(name: "room", kind: .mattermost(url: .plain(server.url())), digestOver: 2, quickTries: [])
  }

  private func record(_ numbers: ClosedRange<Int>) throws {
    try fixture.record(numbers)
  }

  private var logged: Int { get throws { try fixture.directory.text("log").split(separator: "\n").count } }

  private func states(_ name: String = "room") throws -> [DeliveryState: Int] {
    try fixture.states(of: name)
  }

  private static let hour = 3_600_000

  // MARK: Silences

  @Test(
    "what is silent is not told, also not later; the log has it",
    arguments: [
      Silence(.topic, "treaty", until: .max), Silence(.feed, "wire", until: .max),
      Silence(.receiver, "room", until: .max),
    ])
  func silence(silence: Silence) throws {
    var silence = silence
    silence.until = fixture.now + Self.hour
    try fixture.store.begin(silence, now: fixture.now)
    try record(1...3)
    #expect(try fixture.deliver().pending == 0)
    #expect(try server.requests.isEmpty && logged == 3)
    #expect(try states() == [.suppressed: 3])
    try record(4...4)
    #expect(try fixture.deliver(later: Self.hour).delivered == 2)
    #expect(server.requests.count == 1)
    #expect(try fixture.store.silences(now: fixture.now + Self.hour).isEmpty)
  }

  @Test("what was due before a silence began is told, also where its end is moved")
  func silenceBegins() throws {
    try record(1...1)
    try fixture.store.begin(Silence(.topic, "treaty", until: fixture.now + Self.hour), now: fixture.now)
    try record(2...2)
    try fixture.store.begin(Silence(.topic, "treaty", until: fixture.now + 2 * Self.hour), now: fixture.now)
    try fixture.deliver()
    #expect(server.requests.count == 1)
    #expect(try states() == [.delivered: 1, .suppressed: 1])
  }

  @Test(
    "a silence covers nothing else, and what is lifted is told again",
    arguments: [
      Silence(.topic, "troops", until: .max), Silence(.feed, "other", until: .max),
      Silence(.receiver, "elsewhere", until: .max),
    ])
  func otherSilence(silence: Silence) throws {
    try fixture.store.begin(silence, now: fixture.now)
    try record(1...1)
    #expect(try fixture.deliver().delivered == 2)
    try fixture.store.begin(Silence(.topic, "treaty", until: .max), now: fixture.now)
    #expect(try fixture.store.silences(now: fixture.now).count == 2)
    #expect(try fixture.store.lift(.topic, "treaty"))
    #expect(try !fixture.store.lift(.topic, "treaty"))
    try record(2...2)
    #expect(try fixture.deliver().delivered == 2)
  }

  // MARK: Quiet hours

  @Test("quiet hours hold alerts and lose none; they are no failure")
  mutating func quiet() throws {
    // The fixture's moment is midnight in UTC.
    fixture.receivers[0].quiet = QuietHours(start: 22 * 60, end: 7 * 60, zone: "UTC")
    try record(1...1)
    let held = try fixture.deliver()
    #expect(held.held == 1 && held.pending == 1 && held.problems.isEmpty)
    try record(2...2)
    #expect(try fixture.deliver(later: 7 * Self.hour - 1).held == 2)
    #expect(try server.requests.isEmpty && logged == 2)
    #expect(try fixture.deliver(later: 7 * Self.hour).delivered == 2)
  }

  @Test(
    "quiet hours follow the clocks of their zone, summer and winter",
    arguments: [
      ("Asia/Seoul", 22, 7, "2026-07-01T13:00:00Z", true),
      ("Asia/Seoul", 22, 7, "2026-07-01T12:59:00Z", false),
      ("Europe/Berlin", 22, 7, "2026-07-01T20:00:00Z", true),
      ("Europe/Berlin", 22, 7, "2026-01-01T20:59:00Z", false),
      ("Europe/Berlin", 22, 7, "2026-01-01T21:00:00Z", true),
      ("Europe/Berlin", 12, 13, "2026-07-01T10:30:00Z", true),
      ("Europe/Berlin", 12, 13, "2026-07-01T11:00:00Z", false),
      ("Asia/Kathmandu", 0, 1, "2026-07-01T18:15:00Z", true),
    ])
  func zones(zone: String, start: Int, end: Int, time: String, isQuiet: Bool) throws {
    let moment = try #require(FeedDate.parse(time))
    #expect(QuietHours(start: start * 60, end: end * 60, zone: zone).contain(moment) == isQuiet)
  }

  @Test(
    "a zone is one that the machine knows",
    arguments: [
      ("Europe/Berlin", true), ("UTC", true), ("Etc/GMT+5", true), ("Europe/Atlantis", false), ("", false),
      ("../../etc/passwd", false), ("/etc/passwd", false), ("Europe", false), ("CET ", false),
    ])
  func knownZones(name: String, isKnown: Bool) {
    #expect(LocalTime.isZone(name) == isKnown)
  }

  // MARK: The cap

  @Test(
    "a room gets at most so many messages a run, and a digest; all are told in the end",
    arguments: [3, 100, 260])
  func cap(count: Int) throws {
    try record(1...count)
    var runs = 0
    while try states()[.delivered] ?? 0 < count, runs < 9 {
      let before = server.requests.count
      runs += 1
      try fixture.deliver()
      #expect(server.requests.count - before <= room.mostMessages)
    }
    #expect(try logged == count)
    let texts = server.requests.map(\.text).joined()
    for number in [1, count / 2 + 1, count] { #expect(texts.contains("https://example.org/\(number))")) }
  }

  @Test("a room is told of possible matches where it asks for them, and a file may do without")
  mutating func atLeast() throws {
    fixture.receivers[0].atLeast = .possible
    fixture.receivers[1].atLeast = .alert
    try fixture.record(1...1, "treaty", .possible)
    #expect(try states() == [.pending: 1])
    #expect(try states("log") == [.suppressed: 1])
  }
}
