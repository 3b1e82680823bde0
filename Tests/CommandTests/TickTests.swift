import Foundation
import JSON
import Support
import Synchronization
import Testing

/// A folder with a configuration, a topic and feeds on a loopback server: all that a tick needs.
final class Watch: Sendable {
  let folder: TemporaryDirectory
  private let documents: Mutex<[String: String]>
  private let posted = Mutex<[Request]>([])
  private let answers = Mutex<[Reply]>([])

  init() throws {
    folder = try TemporaryDirectory()
    documents = Mutex([:])
    try folder.write("pact.topic", Self.topic)
  }

  static let topic = """
    concept north-korea
      en: "North Korea", Pyongyang
    concept treaty
      en: treaty, pact
    topic treaty
      match @north-korea SENT @treaty
    test treaty + "North Korea signs treaty"
    """

  static let secondTopic = """
    concept soldiers
      en: soldiers
    topic troops
      match @soldiers
    test troops + "Soldiers march"
    """

  /// Serves the documents with ETags, and takes what is posted to `/hook`.
  func serve() throws -> LoopbackServer {
    try LoopbackServer { [self] request in
      if request.method == "POST" { return take(request) }
      guard let document = documents.withLock({ $0[request.path] }) else { return .status(404) }
      let etag = "\"\(document.utf8.reduce(into: 0) { $0 = ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF })\""
      if request["If-None-Match"] == etag { return .status(304) }
      return .ok(document, headers: ["ETag: \(etag)", "Content-Type: application/rss+xml"])
    }
  }

  private func take(_ request: Request) -> Reply {
    posted.withLock { $0.append(request) }
    return answers.withLock { $0.isEmpty ? .ok("ok") : $0.removeFirst() }
  }

  /// What `/hook` answers next, before it answers `ok` again.
  func answer(_ replies: [Reply]) { answers.withLock { $0 = replies } }

  var posts: [Request] { posted.withLock { $0 } }

  func publish(_ path: String, _ titles: [String]) {
    documents.withLock { $0[path] = Self.rss(titles) }
  }

  func publish(_ path: String, raw: String) { documents.withLock { $0[path] = raw } }

  static func rss(_ titles: [String]) -> String {
    let items = titles.map {
      "<item><title>\($0)</title><guid>\($0)</guid><link>https://news.example/\($0.count)</link></item>"
    }
    return
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>\(items.joined())</channel></rss>"
  }

  func configure(_ server: LoopbackServer, feeds: [String], more: String = "") throws {
    let statements = feeds.map { "feed \($0) \(server.url("/" + $0))\n  lang: en\n" }
    try folder.write(
      "pactwatch.conf",
      """
      state: state
      contact: ops@example.org
      gap: 0
      allow private: 127.0.0.0/8
      include *.topic
      receiver log
        file: alerts.jsonl
      \(more)
      \(statements.joined())
      """)
  }

  @discardableResult
  func run(_ arguments: [String] = []) throws -> Binary.Result {
    try Binary.run(["run", "--config", folder("pactwatch.conf")] + arguments)
  }

  /// The alerts of the log, in order.
  func alerts() throws -> [JSONValue] {
    guard FileManager.default.fileExists(atPath: folder("alerts.jsonl")) else { return [] }
    return try folder.text("alerts.jsonl").split(separator: "\n").map {
      try JSONValue.read(Array($0.utf8)).value
    }
  }

  /// Alerts about items.
  func told() throws -> [String] {
    let alerts = try alerts().filter { $0["kind"]?.string != "operational" }
    return alerts.map { "\($0["kind"]?.string ?? "") \($0["title"]?.string ?? "")" }
  }

  /// Alerts about the watch itself.
  func warned() throws -> [String] {
    try alerts().filter { $0["kind"]?.string == "operational" }.compactMap { $0["title"]?.string }
  }
}

@Suite("A tick")
struct TickTests {
  @Test("a feed that rests because it fails is asked at once where it is named, and no other feed is")
  func wantedFeed() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "b"])
    watch.publish("/a", ["Weather"])
    try watch.run()
    watch.publish("/b", ["North Korea signs treaty"])
    let resting = try watch.run()
    #expect(resting.errors.contains("2 feeds: 1 unchanged, 1 still failing"))
    let asked = server.requests.count
    let wanted = try watch.run(["--feed", "b"])
    #expect(wanted.status == 0)
    #expect(wanted.errors.contains("2 feeds: 1 read, 1 not asked; 1 new item; 1 alert (treaty 1)"))
    #expect(server.requests.count == asked + 1)
    let unknown = try watch.run(["--feed", "a,c"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("there is no feed 'c'"))
    #expect(try watch.run(["--feed", ","]).status == 64)
  }

  @Test("what a server has asked for holds also for a feed that is named", arguments: [503, 429])
  func refusedFeed(status: Int) throws {
    let watch = try Watch()
    let server = try LoopbackServer { _ in .status(status, headers: ["Retry-After: 7200"]) }
    try watch.configure(server, feeds: ["a"])
    try watch.run()
    let wanted = try watch.run(["--feed", "a"])
    #expect(server.requests.count == 1)
    #expect(wanted.errors.contains(" asked to be left alone until 20"), "\(wanted.errors)")
  }

  @Test("first sight is backlog, what comes later is new, what is unchanged is not told again")
  func threeTicks() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    let first = try watch.run()
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("1 feed: 1 read; 2 new items; 1 alert (treaty 1)"))
    let second = try watch.run()
    #expect(second.errors.contains("1 feed: 1 unchanged; nothing new"))
    watch.publish("/a", ["Pyongyang hails pact", "North Korea signs treaty", "Weather"])
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["backlog North Korea signs treaty", "new Pyongyang hails pact"])
    #expect(try watch.alerts().map { $0["seq"]?.integer } == [1, 2])
  }

  @Test("for a new or wider topic an old item that changed is backlog, unless the change is why it fires")
  func newTopic() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    func publish(_ titles: [String]) {
      let items = titles.enumerated().map { "<item><guid>\($0)</guid><title>\($1)</title></item>" }
      watch.publish(
        "/a",
        raw: "<rss version=\"2.0\"><channel><title>T</title>\(items.joined())</channel></rss>")
    }
    publish(["Soldiers march", "Weather", "Troops march"])
    #expect(try watch.run().status == 0)
    try watch.folder.write("more.topic", Watch.secondTopic)
    #expect(try watch.run().status == 0)
    #expect(try watch.told().isEmpty)
    publish(["Soldiers march!", "Soldiers in the weather", "Troops march"])
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["backlog Soldiers march!", "update Soldiers in the weather"])
    try watch.folder.write(
      "more.topic",
      Watch.secondTopic.replacingOccurrences(of: "match @soldiers", with: "match @soldiers OR \"troops\""))
    publish(["Soldiers march?", "Soldiers in the weather", "Troops march!"])
    #expect(try watch.run().status == 0)
    #expect(try watch.told().dropFirst(2) == ["backlog Troops march!"])
  }

  @Test("an alert has the fields of the log's schema, in their order")
  func schema() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["North Korea signs treaty"])
    try watch.run()
    let alert = try #require(try watch.alerts().first)
    #expect(
      Set(alert.object?.map(\.name) ?? []) == [
        "schema", "time", "seq", "id", "topic", "tier", "kind", "item", "feed", "source", "lang", "title",
        "link",
        "published", "why", "evidence", "story", "repeats", "date_doubt",
      ])
    #expect(alert["schema"]?.integer == 1)
    #expect(alert["topic"]?.string == "treaty")
    #expect(alert["tier"]?.string == "alert")
    #expect(alert["lang"]?.string == "en")
    #expect(alert["why"]?.string == "**North Korea** signs **treaty**")
    #expect(alert["story"] == .null)
    #expect(alert["evidence"]?.array?.compactMap { $0["text"]?.string } == ["North Korea", "treaty"])
  }

  @Test("one bad feed of each kind is one clear line, and the good one goes on")
  func badFeeds() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["good", "html", "empty", "cut", "gone", "huge"])
    watch.publish("/good", ["North Korea signs treaty"])
    watch.publish(
      "/html", raw: "<!doctype html><html><head><title>Back soon</title></head><body>x</body></html>")
    watch.publish("/empty", raw: "")
    watch.publish("/cut", raw: String(Watch.rss(["Pyongyang hails pact", "Second"]).dropLast(60)))
    watch.publish("/huge", raw: "<rss>" + String(repeating: "x", count: 11 << 20))
    let result = try watch.run()
    #expect(result.status == 0, "\(result.errors)")
    for (feed, words) in [("html", "Back soon"), ("empty", "empty"), ("gone", "404"), ("huge", "10 MiB")] {
      let lines = result.errors.split(separator: "\n").filter { $0.contains("feed \(feed):") }
      #expect(lines.count == 1 && lines[0].contains(words), "\(feed): \(result.errors)")
    }
    #expect(
      try watch.told().sorted() == ["backlog North Korea signs treaty", "backlog Pyongyang hails pact"])
    watch.publish("/cut", ["Pyongyang hails pact", "Second", "North Korea tears up treaty"])
    try watch.run()
    // The first sight of a feed that was cut off goes on with its next answer.
    #expect(try watch.told().last == "backlog North Korea tears up treaty")
    watch.publish("/cut", ["Pyongyang drops pact", "Second"])
    try watch.run()
    #expect(try watch.told().last == "new Pyongyang drops pact")
  }

  @Test("a feed with more items than are read is told so")
  func tooManyItems() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["North Korea signs treaty"] + (1...10_001).map { "Weather \($0)" })
    let result = try watch.run()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("feed a: only its first 10000 items are read"))
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
  }

  @Test("all feeds failing is said with status 69")
  func allFail() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "b"])
    let result = try watch.run()
    #expect(result.status == 69)
    #expect(result.errors.contains("2 feeds: 2 failed; nothing new"))
  }

  @Test("a rehearsal shows what would be told, and changes and sends nothing")
  func dryRun() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(
      server, feeds: ["a"], more: "receiver hook\n  webhook: \(server.url("/hook"))\nbacklog: all")
    watch.publish("/a", ["North Korea signs treaty"])
    let rehearsal = try watch.run(["--dry-run"])
    #expect(rehearsal.status == 0, "\(rehearsal.errors)")
    #expect(rehearsal.output.contains("why: **North Korea** signs **treaty**"))
    #expect(!FileManager.default.fileExists(atPath: watch.folder("state")))
    #expect(try watch.alerts().isEmpty)
    try watch.run()
    watch.publish("/a", ["Pyongyang hails pact"])
    #expect(try watch.run(["-n"]).output.contains("Pyongyang hails pact"))
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
    #expect(watch.posts.count == 1)
    try watch.run()
    #expect(try watch.told().count == 2)
  }

  @Test("a second run at the same time ends at once with status 75 and says who holds the lock")
  func lock() throws {
    let watch = try Watch()
    let server = try LoopbackServer { _ in .hang }
    try watch.configure(server, feeds: ["a"])
    let folder = watch.folder
    let second = Mutex<Binary.Result?>(nil)
    _ = try Binary.kill(["run", "--config", folder("pactwatch.conf")]) {
      guard !server.requests.isEmpty else { return false }
      second.withLock { $0 = try? Binary.run(["run", "--config", folder("pactwatch.conf")]) }
      return true
    }
    let result = try #require(second.withLock { $0 })
    #expect(result.status == 75)
    #expect(result.errors.contains("process"))
  }
}
