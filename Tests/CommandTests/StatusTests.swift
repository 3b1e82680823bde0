import Foundation
import JSON
import Support
import Testing

@Suite("The status of the watch")
struct StatusTests {
  @Test("before the first run there is nothing to show, and monitoring is told so")
  func nothing() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    let result = try watch.status()
    #expect(result.status == 69)
    #expect(result.errors.contains("no run yet: \(watch.folder("state/state.db")) is not there"))
  }

  @Test("a watch that works says so with 0, the last run and the alerts of the day")
  func works() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["North Korea signs treaty"])
    try watch.run()
    let result = try watch.status()
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.hasPrefix("pactwatch works since "))
    #expect(result.output.contains("status 0: 1 feed: 1 read; 1 new item; 1 alert (treaty 1)"))
    #expect(result.output.contains("alerts    1 in 24 hours (treaty 1), 1 in all"))
    #expect(!result.output.contains("\u{1B}"))
    let json = try JSONValue.read(Array(try watch.status(["--json"]).output.utf8)).value
    #expect(json["verdict"]?.string == "works")
    #expect(json["last_run"]?["status"]?.integer == 0)
    #expect(json["alerts"]?["treaty"]?.integer == 1)
    #expect(json["pending"]?.array?.isEmpty == true)
  }

  @Test("what waits and which feed fails is told, and ends with 75")
  func impaired() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(
      server, feeds: ["a", "gone"], more: "backlog: all\nreceiver hook\n  webhook: \(server.url("/hook"))")
    watch.publish("/a", ["North Korea signs treaty"])
    watch.answer(Array(repeating: .status(503), count: 9))
    try watch.run()
    let result = try watch.status()
    #expect(result.status == 75, "\(result.output)")
    #expect(result.output.contains("feeds     2, 1 failing"))
    #expect(result.output.contains("gone for 0 minutes: "))
    #expect(result.output.contains("waiting   1 alert for hook, for 0 minutes: 127.0.0.1: it answers 503: "))
  }

  @Test("a watch of which no run has done its work ends with 69")
  func broken() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["gone"])
    #expect(try watch.run().status == 69)
    let result = try watch.status()
    #expect(result.status == 69)
    #expect(result.output.hasPrefix("pactwatch does not work: no run has done its work yet"))
  }

  @Test("a mistake in the configuration is what is wrong with a watch that works")
  func mistake() throws {
    let watch = try Watch()
    let server = try watch.serve()
    watch.publish("/a", ["Weather"])
    try watch.configure(server, feeds: ["a"], more: "nonsense: 1")
    #expect(try watch.run().status == 78)
    let result = try watch.status()
    #expect(result.status == 75, "\(result.output)")
    #expect(result.output.hasPrefix("pactwatch works since "))
    #expect(result.output.contains("wrong     the configuration has a mistake"))
    try watch.configure(server, feeds: ["a"])
    let mended = try watch.status()
    #expect(mended.status == 75, "the run that is in force had it")
    #expect(mended.output.contains("wrong     the configuration was mended; the next run takes it up\n"))
    try watch.run()
    #expect(try watch.status().status == 0)
  }

  @Test("a feed that fails for hours is no reason for alarm, and stands in the first line")
  func failingFeed() throws {
    let watch = try Watch()
    let server = try watch.serve()
    watch.publish("/a", ["Weather"])
    try watch.configure(server, feeds: ["a", "gone"])
    try watch.run()
    let result = try watch.status()
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n")[0].hasSuffix(" UTC, but for 1 feed of 2"))
  }

  @Test("one run that failed is shown, and is no reason to say that the watch does not work")
  func oneFailure() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather"])
    try watch.run()
    try watch.configure(server, feeds: ["gone"])
    #expect(try watch.run().status == 69)
    let result = try watch.status()
    #expect(result.status == 75, "\(result.output)")
    #expect(result.output.hasPrefix("pactwatch works, with what stands below\nlast run "))
    #expect(result.output.contains("status 69: 1 feed: 1 failed"))
  }

  @Test("feeds that were taken out fail no more")
  func removedFeed() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "gone"])
    watch.publish("/a", ["Weather"])
    try watch.run()
    try watch.configure(server, feeds: ["a"])
    let result = try watch.status()
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("\nfeeds     1\n"), "\(result.output)")
  }

  @Test("the trouble of a feed that was taken out is forgotten without a word")
  func removedFeedTrouble() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "b"])
    for titles in [["Weather"], ["Weather", "Sport"]] {
      for feed in ["/a", "/b"] { watch.publish(feed, titles) }
      try watch.run()
    }
    watch.publish("/b", (1...9).map { "Match \($0)" })
    try watch.run()
    #expect(try watch.status().output.contains("wrong     feed b: items may have been missed"))
    let warned = try watch.warned()
    try watch.configure(server, feeds: ["a"])
    #expect(try watch.status().status == 0)
    try watch.run()
    try watch.configure(server, feeds: ["a", "b"])
    #expect(try watch.status().status == 0)
    #expect(try watch.warned() == warned)
  }

  @Test("what waits for a receiver that was taken out is shown as such")
  func removedReceiver() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: Self.hook(server))
    watch.publish("/a", ["North Korea signs treaty"])
    watch.answer([.status(503)])
    #expect(try watch.run().status == 75)
    try watch.configure(server, feeds: ["a"])
    let result = try watch.status()
    #expect(result.status == 75)
    #expect(result.output.contains("waiting   1 alert for hook (not configured any more), for 0 minutes"))
    let json = try JSONValue.read(Array(try watch.status(["--json"]).output.utf8)).value
    #expect(json["pending"]?.array?.first?["configured"] == .bool(false))
  }

  @Test("what is silent is shown, and is no reason to worry")
  func silences() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather"])
    try watch.run()
    let tomorrow = Date(timeIntervalSinceNow: 86_400).formatted(.iso8601.year().month().day())
    let silence = ["silence", "topic", "treaty", "--until", "\(tomorrow)T06:00Z"]
    #expect(try Binary.run(silence + ["--config", watch.folder("pactwatch.conf")]).status == 0)
    let result = try watch.status()
    #expect(result.status == 0)
    #expect(result.output.contains("silent    topic treaty until \(tomorrow) 06:00 UTC"), "\(result.output)")
    let json = try JSONValue.read(Array(try watch.status(["--json"]).output.utf8)).value
    let told = json["silences"]?.array?.first
    #expect(told?["kind"]?.string == "topic" && told?["name"]?.string == "treaty")
    #expect(told?["until"]?.string?.hasPrefix("\(tomorrow)T06:00:00") == true)
  }

  @Test("what is held by quiet hours is no reason to worry")
  func held() throws {
    let watch = try Watch()
    let server = try watch.serve()
    // All hours of any day but a minute that is half a day away.
    let minute = Int(Date().timeIntervalSince1970) / 60 % 1_440
    let text = { (minute: Int) in String(format: "%02d:%02d", minute % 1_440 / 60, minute % 60) }
    let (start, end) = (text(minute + 721), text(minute + 720))
    try watch.configure(
      server, feeds: ["a"], more: Self.hook(server) + "\n  quiet: \(start)-\(end) UTC")
    watch.publish("/a", ["North Korea signs treaty"])
    #expect(try watch.run().status == 0)
    let result = try watch.status()
    #expect(result.status == 0, "\(result.output)")
    #expect(
      result.output.contains("waiting   1 alert for hook, held until \(end) UTC (quiet)"), "\(result.output)")
    let waiting = try Binary.run(["deliveries", "--config", watch.folder("pactwatch.conf")])
    #expect(waiting.output.contains("  (held until \(end) UTC (quiet))\n"), "\(waiting.output)")
    try watch.configure(server, feeds: ["a"], more: Self.hook(server))
    #expect(try watch.status().status == 75)
  }

  @Test("a receiver whose secret cannot be read is told once, and once when it can be")
  func unreadableSecret() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let secret = watch.folder("hook-url")
    try watch.configure(
      server, feeds: ["a"], more: "backlog: all\nreceiver hook\n  slack: \(secret)\n  quick tries: none")
    watch.publish("/a", ["North Korea signs treaty"])
    for _ in 1...2 { #expect(try watch.run().status == 78) }
    let warned = try watch.warned()
    #expect(warned.count == 1)
    #expect(
      warned.first?.hasPrefix("receiver hook takes nothing (cannot open \(secret): ") == true, "\(warned)")
    #expect(try watch.status().output.contains("wrong     receiver hook takes nothing"))
    try watch.folder.write("hook-url", server.url("/hook"))
    #expect(try watch.run().status == 0)
    #expect(try watch.warned().last == "receiver hook is in order again")
    #expect(try watch.warned().count == 2)
    #expect(try watch.status().status == 0)
  }

  @Test("the trouble of a receiver that was taken out is forgotten without a word")
  func removedReceiverTrouble() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let hook = "receiver hook\n  slack: \(watch.folder("hook-url"))"
    try watch.configure(server, feeds: ["a"], more: hook)
    watch.publish("/a", ["Weather"])
    try watch.run()
    try watch.configure(server, feeds: ["a"])
    #expect(try watch.run().status == 0)
    #expect(try watch.status().status == 0)
    #expect(try watch.warned().count == 1)
  }

  @Test("metrics are what promtool takes, replaced at every run, and everybody may read them")
  func metrics() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "gone"], more: "metrics: pactwatch.prom")
    watch.publish("/a", ["North Korea signs treaty"])
    try watch.run()
    let text = try watch.folder.text("pactwatch.prom")
    #expect(text.contains("\npactwatch_feeds{result=\"read\"} 1\n"))
    #expect(text.contains("\npactwatch_feeds{result=\"failed\"} 1\n"))
    #expect(text.contains("\npactwatch_alerts_total{topic=\"treaty\"} 1\n"))
    #expect(text.contains("\npactwatch_last_run_status 0\n"))
    let attributes = try FileManager.default.attributesOfItem(atPath: watch.folder("pactwatch.prom"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o644)
    watch.publish("/a", ["Pyongyang hails pact", "North Korea signs treaty"])
    try watch.run()
    #expect(try watch.folder.text("pactwatch.prom").contains("pactwatch_alerts_total{topic=\"treaty\"} 2\n"))
  }

  @Test("metrics that cannot be written are told, and the run has done its work")
  func unwritableMetrics() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "metrics: missing/pactwatch.prom")
    watch.publish("/a", ["Weather"])
    let result = try watch.run()
    #expect(result.status == 0)
    #expect(result.errors.contains("metrics: cannot open "))
  }

  @Test("a dead man's switch is told that a run begins and how it ends, under one id")
  func ping() throws {
    let watch = try Watch()
    let server = try LoopbackServer { $0.path.hasPrefix("/ping/") ? .ok("OK") : .status(404) }
    try watch.folder.write("ping", server.url("/ping/secret") + "\n")
    try watch.configure(server, feeds: ["gone"], more: "ping: \(watch.folder("ping"))")
    let result = try watch.run()
    #expect(result.status == 69)
    #expect(!result.errors.contains("ping"), "\(result.errors)")
    let pings = server.requests.map(\.path).filter { $0.hasPrefix("/ping/") }
    #expect(pings.map { $0.prefix { $0 != "?" } } == ["/ping/secret/start", "/ping/secret/69"])
    let runs = Set(pings.map { $0.drop { $0 != "?" } })
    #expect(runs.count == 1)
    #expect(runs.first?.hasPrefix("?rid=") == true && runs.first?.count == "?rid=".count + 36)
    try watch.run(["--feed", "gone"])
    #expect(server.requests.count { $0.path.hasPrefix("/ping/") } == 2, "a run by hand is told to no switch")
  }

  @Test("a switch that is away is told without its address, and costs no alert")
  func pingAway() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.folder.write("ping", server.url("/ping/secret"))
    try watch.configure(server, feeds: ["a"], more: "ping: \(watch.folder("ping"))")
    watch.publish("/a", ["North Korea signs treaty"])
    let result = try watch.run()
    #expect(result.status == 0)
    #expect(result.errors.contains("ping: the server answers with status 404"))
    #expect(!result.errors.contains("secret"))
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
  }

  @Test("the address of a switch is never written in the configuration")
  func openPing() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "ping: https://hc.example/secret-id")
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 78)
    #expect(!result.errors.contains("secret-id"), "\(result.errors)")
  }
}

extension StatusTests {
  private static func hook(_ server: LoopbackServer) -> String {
    "backlog: all\nreceiver hook\n  webhook: \(server.url("/hook"))\n  quick tries: none"
  }
}

extension Watch {
  fileprivate func status(_ arguments: [String] = []) throws -> Binary.Result {
    try Binary.run(["status", "--config", folder("pactwatch.conf")] + arguments)
  }
}
