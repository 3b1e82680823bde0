import Foundation
import Posix
import Support
import Testing

@testable import PactwatchKit

@Suite struct DoctorTests {
  var fixture: StoreFixture
  private let server: LoopbackServer

  init() throws {
    fixture = try StoreFixture()
    server = try LoopbackServer { _ in .ok("ok") }
    try fixture.directory.write("url", server.url("/services/canary-4f7a"))
    fixture.receivers = [
      Receiver(name: "log", kind: .file(path: path, format: .json)),
      Receiver(name: "room", kind: .slack(url: .credential("url")), quickTries: []),
    ]
    try fixture.seed()
    try fixture.take((1...3).map { Item.numbered($0) }) { _ in [StoreFixture.match("treaty")] }
    try fixture.deliver()
  }

  private var path: String { fixture.directory("alerts.jsonl") }

  private func violations() throws -> [String] { try findings().flatMap(\.violations) }

  private func findings(feeds: [Feed] = [], credentials: String? = nil) throws -> [Doctor.Finding] {
    var configuration = Configuration(path: "pactwatch.conf")
    (configuration.receivers, configuration.feeds) = (fixture.receivers, feeds)
    let secrets = SecretReader(credentials: credentials ?? fixture.directory.path)
    return try Doctor(store: fixture.store, configuration: configuration, secrets: secrets).examine()
  }

  @Test("what is as it should be is so, over rotations and what they compress")
  func sound() throws {
    #expect(try violations().isEmpty)
    try Files.rename(path, to: path + ".1")
    try fixture.take((4...5).map { Item.numbered($0) }) { _ in [StoreFixture.match("treaty")] }
    try fixture.deliver()
    #expect(try violations().isEmpty)
    let rotated = try Files.read(path + ".1", limit: 1 << 20)
    try Data(Gzip.compress(rotated)).write(to: URL(fileURLWithPath: path + ".2.gz"))
    try Files.remove(path + ".1")
    #expect(try violations().isEmpty)
    // The oldest files go in the end.
    try Files.remove(path + ".2.gz")
    #expect(try violations().isEmpty)
  }

  @Test("each broken promise is found and named")
  func broken() throws {
    let text = try fixture.directory.text("alerts.jsonl")
    let lines = text.split(separator: "\n").map(String.init)
    func log(_ lines: [String], end: String = "\n") throws {
      try fixture.directory.write("alerts.jsonl", lines.joined(separator: "\n") + end)
    }
    try log([lines[0], lines[2]])
    #expect(try violations() == ["alert 2 is delivered, but not in \(path)"])
    try log(lines + [lines[1]])
    #expect(try violations().contains { $0.hasSuffix("is in \(path) twice") })
    try log(lines, end: "")
    #expect(try violations() == ["\(path) ends within a line"])
    try log(lines + ["{"])
    #expect(try violations() == ["line 4 of \(path) is no alert"])
    try log([lines[0].replacingOccurrences(of: "Item 1", with: "Item 9")] + lines[1...])
    #expect(try violations() == ["alert 1 has another title in \(path) than in the state"])
    try log(
      lines.map {
        $0.replacingOccurrences(of: "\"story\":null", with: "\"story\":null,\"x\":\"services/canary-4f7a\"")
      })
    #expect(try violations().contains("a secret of a receiver or feed stands in \(path)"))
    try log(lines)
    #expect(try violations().isEmpty)
    try OpenFile.appending(path + ".1").truncate(to: 2 << 30)
    #expect(try violations() == ["cannot read \(path).1: it is larger than 1073741824 bytes"])
    try Files.remove(path + ".1")
    try Files.remove(path)
    try log([], end: "")
    #expect(try violations().first?.contains("are empty, but alert 3 is delivered there") ?? false)
  }

  @Test(
    "the password and the headers of a feed are looked for too, and not their names",
    arguments: [
      ("reader:canary-77", true), ("X-Token: canary-77\nAuthorization: Bearer abc", true), ("a:Item", false),
    ])
  func feedSecrets(secret: String, isThere: Bool) throws {
    try fixture.directory.write("login", secret)
    try fixture.directory.write(
      "alerts.jsonl",
      try fixture.directory.text("alerts.jsonl").replacingOccurrences(
        of: "\"story\":null", with: "\"story\":null,\"Authorization:\":\"canary-77\""))
    var feed = Feed(name: "paid", url: "https://paid.example/feed")
    feed.access.login = .file(fixture.directory("login"))
    let violations = try findings(feeds: [feed]).flatMap(\.violations)
    #expect(violations.contains("a secret of a receiver or feed stands in \(path)") == isThere)
  }

  @Test("a secret that cannot be read is not taken for one that is nowhere")
  func unread() throws {
    let finding = try findings(credentials: "/nowhere").last
    #expect(
      finding?.omissions == ["cannot open /nowhere/url: No such file or directory: it was not looked for"])
    #expect(finding?.violations == [])
  }

  @Test(
    "what is wrong in the state is found",
    arguments: [
      (
        "UPDATE delivery SET message = 'x' , state = 'pending', delivered_at = NULL WHERE alert = 2 AND receiver = 'room'",
        "alert 2 for room is pending, but has a message"
      ),
      (
        "UPDATE delivery SET state = 'dead', message = NULL, delivered_at = NULL WHERE alert = 2 AND receiver = 'room'",
        "alert 2 for room is dead, but nobody knows why"
      ),
      ("DELETE FROM delivery WHERE alert = 2", "alert 2 has no deliveries"),
      ("PRAGMA foreign_keys = OFF; DELETE FROM alert WHERE seq = 2", "1 numbers of alerts are missing"),
      (
        "UPDATE delivery SET message = (SELECT id FROM alert WHERE seq = 3) WHERE alert = 2 AND receiver = 'room'; "
          + "UPDATE delivery SET message = 'y' WHERE alert = 3 AND receiver = 'room'",
        "does not carry the alert"
      ),
    ])
  func wrongState(sql: String, violation: String) throws {
    try fixture.store.execute(sql)
    #expect(try violations().contains { $0.contains(violation) })
  }
}
