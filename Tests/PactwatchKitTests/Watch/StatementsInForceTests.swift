import Foundation
import Support
import Testing

@testable import PactwatchKit

@Suite("Statements that mistakes hide stay in force, and no others")
struct StatementsInForceTests {
  private let folder: TemporaryDirectory
  private let store: Store

  init() throws {
    (folder, store) = (try TemporaryDirectory(), try Store(Store.inMemory))
    try folder.write("base.topic", "concept a\n  en: word\ntopic treaty\n  match @a\n")
    try folder.write("fine.xml", Tick.rss(1...3))
  }

  private static let mistake = "gap: x\n"
  private static let log = "receiver log\n  file: alerts.jsonl\n"

  /// Reads this as the configuration, below `state:` and the topics.
  private func read(_ text: String) throws -> Configuration {
    let path = try folder.write("pactwatch.conf", "state: state\ngap: 0\ninclude base.topic\n" + text)
    return try ConfigurationReader.read(path)
  }

  @discardableResult
  private func statements(_ text: String) throws -> StatementsInForce {
    try StatementsInForce(try read(text), store)
  }

  private func run(_ text: String) throws -> RunReport {
    try WatchRun(try read(text), store: store).run()
  }

  private func warned() throws -> [String] {
    try store.alerts(from: 0, limit: 100).map(\.alert.title)
  }

  @Test(
    "a renamed receiver is not told twice where a mistake stands beside it",
    arguments: [
      ("file: alerts.jsonl", "file: ./alerts.jsonl"),
      ("file: alerts.jsonl", "file: alerts.jsonl\n  topics: t"),
      ("slack: credential room", "slack: credential room"),
      ("webhook: /hook", "webhook: /hook\n  secret: /key"),
      ("slack: /hook\n  topics: treaty", "mattermost: /hook"),
    ])
  func renamedReceiver(old: String, new: String) throws {
    try statements("receiver log\n  \(old)\n")
    let renamed = try statements(Self.mistake + "receiver newlog\n  \(new)\n")
    #expect(renamed.receivers.map(\.name) == ["newlog"])
    #expect(renamed.kept.isEmpty)
    // When the new name has a mistake too, the old one stays forgotten.
    let broken = try statements(Self.mistake + "receiver newlog\n  fil: x\n")
    #expect(broken.receivers.map(\.name).count == 1)
  }

  @Test("of two receivers for one room, the one with a mistake is told what the other one is not")
  func sharedRoom() throws {
    func rooms(_ entry: String) -> String {
      "receiver a\n  slack: /room\n  topics: treaty\nreceiver b\n  slack: /room\n  \(entry): operational\n"
    }
    try statements(rooms("topics"))
    #expect(try statements(rooms("topisc")).receivers.map(\.name) == ["a", "b"])
  }

  @Test("a renamed feed is not read twice where a mistake stands beside it, and keeps its history")
  func renamedFeed() throws {
    let first = try statements("feed one https://a.example/feed\n" + Self.log)
    let id = try store.feedStates(for: first.feeds)["one"]?.id
    let renamed = try statements("feed uno https://a.example/feed\nfeed oops nonsense\n" + Self.log)
    #expect(renamed.feeds.map(\.name) == ["uno"])
    let states = try store.feedStates(for: renamed.feeds)
    #expect(states["uno"]?.id == id && id != nil)
  }

  @Test("metrics never overwrite the log of a receiver that a mistake hides")
  func metrics() throws {
    #expect(try run("metrics: numbers.prom\n" + Self.log).metrics == folder("numbers.prom"))
    let report = try run("metrics: ./alerts.jsonl\nreceiver log\n  fil: alerts.jsonl\n")
    #expect(report.metrics == nil)
    #expect(
      report.problems.contains("metrics: a receiver writes to the same file; give it one of its own"),
      "\(report.problems)")
  }

  @Test("a receiver that a mistake hides never writes into what the configuration is read from")
  func ownedFile() throws {
    try statements("receiver log\n  file: more.conf\n")
    try folder.write("more.conf", "")
    #expect(try statements("include more.conf\nreceiver log\n  fil: more.conf\n").receivers.isEmpty)
  }

  @Test("what is kept means the same from every working directory")
  func absolutePaths() throws {
    let text = "feed a file:./a.xml\n  source: A\nfeed b https://b.example/\n  ca file: b.pem\n" + Self.log
    _ = try read(text)
    let up = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in ".." }
    let typed = up.joined(separator: "/") + folder("pactwatch.conf")
    _ = try StatementsInForce(try ConfigurationReader.read(typed), store)
    let kept = try statements("feed a\nfeed b\nreceiver log\n")
    #expect(kept.kept.count == 3)
    let paths = kept.receivers.compactMap(\.file) + kept.feeds.compactMap(\.access.authorities)
    #expect(paths.count == 2 && paths.allSatisfy { $0.hasPrefix("/") }, "\(paths)")
    #expect(try store.allLastGood().allSatisfy { $0.file.hasPrefix("/") })
  }

  @Test(
    "a statement that is taken out of a file without mistakes is forgotten, whatever is wrong in another file"
  )
  func takenOut() throws {
    let others = "include other.feeds\ninclude more.conf\n" + Self.log
    try folder.write("other.feeds", "feed x nonsense\n")
    try folder.write("more.conf", "receiver r3\n  file: r3.log\n")
    try statements(others + "receiver r2\n  file: r2.log\n")
    #expect(try statements(others).receivers.map(\.name) == ["r3", "log"])
    #expect(try statements(others + Self.mistake).receivers.map(\.name) == ["r3", "log"])
    try folder.write("other.feeds", "feed x https://x.example/\n")
    #expect(try statements("include other.feeds\n" + Self.log).kept.isEmpty)
    #expect(try statements(Self.mistake + "include other.feeds\n" + Self.log).kept.isEmpty)
  }

  @Test("a mistake in an include line keeps what stood in its file; a mistake in a topic does not")
  func hiddenFile() throws {
    try folder.write("more.conf", "receiver r3\n  file: r3.log\n")
    try statements("include more.conf\n" + Self.log)
    #expect(try statements("inclde more.conf\n" + Self.log).kept.map(\.name) == ["r3"])
    try folder.write("base.topic", "concept a\n  en: word\ntopic treaty\n  match @b\n")
    #expect(try statements(Self.log).kept.isEmpty)
  }

  @Test("a mistake is not over because another one begins", arguments: ["bad.feeds", "pactwatch.conf"])
  func twoMistakes(file: String) throws {
    let general = "the configuration has a mistake; the rest of it is in force"
    let own = "receiver log has a mistake; its last good form stays in force"
    let bad = "feed oops nonsense\n"
    try folder.write("bad.feeds", "feed fine file:fine.xml\n")
    let right = "include bad.feeds\n" + Self.log
    _ = try run(right)
    let first = right + (file == "bad.feeds" ? "" : bad)
    if file == "bad.feeds" { try folder.write("bad.feeds", "feed fine file:fine.xml\n" + bad) }
    _ = try run(first)
    #expect(try warned() == [general])
    _ = try run(first.replacing("  file:", with: "  fil:"))
    #expect(try warned() == [general, own])
    try folder.write("bad.feeds", "feed fine file:fine.xml\n")
    _ = try run(right)
    #expect(
      try Set(warned().dropFirst(2)) == [
        "the configuration has no mistake any more", "receiver log: its mistake is mended",
      ])
  }

  @Test("a mistake in a second file is told beside the one that a statement is kept for")
  func secondFile() throws {
    let right = "include bad.feeds\n" + Self.log
    try folder.write("bad.feeds", "feed fine file:fine.xml\n")
    _ = try run(right)
    _ = try run(right.replacing("  file:", with: "  fil:"))
    #expect(try warned().count == 1)
    try folder.write("bad.feeds", "feed fine file:fine.xml\nfeed oops nonsense\n")
    _ = try run(right.replacing("  file:", with: "  fil:"))
    #expect(try warned().last == "the configuration has a mistake; the rest of it is in force")
  }
}
