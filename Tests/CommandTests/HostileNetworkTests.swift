import Foundation
import Support
import Testing

/// What names, hosts that hang and signals do to a whole run.
@Suite("A hostile network")
struct HostileNetworkTests {
  private func configure(
    _ watch: Watch, allow: String = "127.0.1.0/24", _ feeds: [(name: String, url: String)]
  ) throws {
    let statements = feeds.map { "feed \($0.name) \($0.url)\n" }
    try watch.folder.write(
      "pactwatch.conf",
      """
      state: state
      contact: ops@example.org
      gap: 0
      allow private: \(allow)
      include *.topic
      receiver log
        file: alerts.jsonl
      \(statements.joined())
      """)
  }

  private func run(_ watch: Watch, _ names: [String: String]) throws -> Binary.Result {
    let service = try #require(try NameService.environment(watch.folder))
    return try Binary.run(
      ["run", "--config", watch.folder("pactwatch.conf")], environment: service.merging(names) { $1 })
  }

  @Test(
    "a name that leads to a private address is refused there, whatever it led to before",
    .enabled(if: NameService.isAvailable, "there is no C compiler"),
    arguments: ["127.0.0.2", "::ffff:127.0.0.2", "10.0.0.1", "169.254.169.254", "0.0.0.0"])
  func rebinding(address: String) throws {
    let watch = try Watch()
    let server = try LoopbackServer(hosts: ["127.0.1.1", "127.0.0.2"]) { _ in .ok(Watch.rss(["Weather"])) }
    try configure(watch, [("a", "http://rebind.test:\(server.port)/")])
    #expect(try run(watch, ["rebind": "127.0.1.1"]).status == 0)
    let result = try run(watch, ["rebind": address])
    #expect(result.errors.contains("rebind.test: blocked: "), "\(result.errors)")
    #expect(result.status == 69)
    #expect(server.connections(to: "127.0.1.1") == 1)
    #expect(server.connections(to: "127.0.0.2") == 0)
  }

  @Test(
    "names that nobody answers keep no other feed waiting, and the run ends without them",
    .enabled(if: NameService.isAvailable, "there is no C compiler"))
  func slowNames() throws {
    let watch = try Watch()
    let hosts = (1...20).map { "127.0.1.\($0)" }
    let started = ContinuousClock.now
    let server = try LoopbackServer(hosts: hosts) { _ in .ok(Watch.rss(["Weather"])) }
    // More than may be in flight at once.
    let slow = (1...40).map { ("slow-\($0)", "http://slow\($0).test/") }
    let good = hosts.enumerated().map { ("good-\($0)", server.url("/", host: $1)) }
    try configure(watch, slow + good)
    let result = try run(watch, [:])
    #expect(result.errors.contains("60 feeds: 20 read, 40 failed"), "\(result.errors)")
    #expect(
      result.errors.contains(
        "40 of 60 sites cannot be reached, such as slow1.test: DNS timeout: nobody answered"))
    let last = try #require(server.requests.map(\.time).max())
    #expect(server.requests.count == 20)
    #expect(last - started < .seconds(8), "the good feeds were asked while the names were slow")
    #expect(ContinuousClock.now - started < .seconds(30), "nobody waits for the threads of slow names")
  }

  @Test("an alert does not wait for feeds that hang")
  func earlyDelivery() throws {
    let watch = try Watch()
    let hosts = ["127.0.1.1", "127.0.1.2"]
    let server = try LoopbackServer(hosts: hosts) { request in
      request.host == hosts[0] ? .ok(Watch.rss(["North Korea signs treaty"])) : .hang
    }
    try configure(
      watch, [("a", server.url("/", host: hosts[0])), ("b", server.url("/", host: hosts[1]))])
    let start = ContinuousClock.now
    let result = try Binary.kill(["run", "--config", watch.folder("pactwatch.conf")], with: SIGTERM) {
      ContinuousClock.now - start > .seconds(18) || (try? watch.told().isEmpty) == false
    }
    #expect(ContinuousClock.now - start < .seconds(18), "the feed that hangs takes 20 s")
    #expect(result.errors.contains("1 delivery"), "\(result.errors)")
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
  }

  @Test("a wish to stop ends a run within seconds, and what was found by then is recorded and told")
  func stop() throws {
    let watch = try Watch()
    let hosts = ["127.0.1.1", "127.0.1.2"]
    let server = try LoopbackServer(hosts: hosts) { request in
      request.host == hosts[0] ? .ok(Watch.rss(["North Korea signs treaty"])) : .hang
    }
    try configure(
      watch, [("a", server.url("/", host: hosts[0])), ("b", server.url("/", host: hosts[1]))])
    let limit = ContinuousClock.now + .seconds(10)
    var asked: ContinuousClock.Instant?
    let result = try Binary.kill(["run", "--config", watch.folder("pactwatch.conf")], with: SIGTERM) {
      if server.requests.count == 2, asked == nil { asked = .now }
      return ContinuousClock.now > limit || asked.map { .now - $0 > .milliseconds(300) } ?? false
    }
    #expect(ContinuousClock.now < limit, "it ends within seconds")
    #expect(result.status == 75)
    #expect(result.errors.contains("1 feed: 1 read; 1 new item; 1 alert (treaty 1)"), "\(result.errors)")
    #expect(result.errors.contains("stopped early"))
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
  }

  @Test("a check that is stopped says how many feeds it has not asked, and not that all is well")
  func stoppedCheck() throws {
    let watch = try Watch()
    let hosts = ["127.0.1.1", "127.0.1.2"]
    let server = try LoopbackServer(hosts: hosts) { request in
      request.host == hosts[0] ? .ok(Watch.rss(["A headline"])) : .hang
    }
    try configure(
      watch, [("a", server.url("/", host: hosts[0])), ("b", server.url("/", host: hosts[1]))])
    let limit = ContinuousClock.now + .seconds(10)
    var asked: ContinuousClock.Instant?
    let result = try Binary.kill(
      ["check", "--live", "--config", watch.folder("pactwatch.conf")], with: SIGTERM
    ) {
      if server.requests.count == 2, asked == nil { asked = .now }
      return ContinuousClock.now > limit || asked.map { .now - $0 > .milliseconds(300) } ?? false
    }
    #expect(result.status == 75)
    #expect(result.output.contains("1 feed not asked"), "\(result.output)")
  }
}
