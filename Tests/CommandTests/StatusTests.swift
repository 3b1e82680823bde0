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
    #expect(result.errors.contains("no run yet: there is no state in "))
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
    #expect(result.output.contains("waiting   1 alert for hook, for 0 minutes"))
  }

  @Test("a watch whose last run did not do its work ends with 69")
  func broken() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["gone"])
    #expect(try watch.run().status == 69)
    let result = try watch.status()
    #expect(result.status == 69)
    #expect(result.output.hasPrefix("pactwatch does not work: no run has done its work yet"))
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

extension Watch {
  fileprivate func status(_ arguments: [String] = []) throws -> Binary.Result {
    try Binary.run(["status", "--config", folder("pactwatch.conf")] + arguments)
  }
}
