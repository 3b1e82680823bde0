import Support
import Testing

@testable import PactwatchKit

/// A run that dies between any two steps leaves the state as it was before or after its last commit, never half.
@Suite struct CrashTests {
  /// What four feeds answer in the second hour: news, a pause, nothing new, a failure.
  private static func answer(_ request: Request) -> Reply {
    let isAsked = request["If-None-Match"] != nil
    switch request.path {
    case "/news" where request["If-None-Match"] == "\"v2\"": return .status(304)
    case "/news" where isAsked: return .ok(Tick.rss(["A treaty", "Item 1"]), headers: ["ETag: \"v2\""])
    case "/same" where isAsked: return .status(304)
    case "/busy" where isAsked: return .status(429)
    case "/broken" where isAsked: return .status(404)
    default: return .ok(Tick.rss(1...3), headers: ["ETag: \"v1\""])
    }
  }

  /// One hour in, with a second run ahead.
  private func tick(_ folder: TemporaryDirectory) throws -> Tick {
    let limited = "127.0.1.1"
    let tick = try Tick(
      hosts: ["127.0.0.1", limited], store: Store(folder(Store.fileName)), answer: Self.answer)
    tick.feeds = ["news", "same", "broken"].map { Feed(name: $0, url: tick.server.url("/" + $0)) }
    tick.feeds.append(Feed(name: "busy", url: tick.server.url("/busy", host: limited)))
    try tick.run()
    tick.wait(.hours(1))
    return tick
  }

  @Test("54: wherever the writing stops, the next run ends as if nothing had happened")
  func everyWrite() throws {
    let whole = try TemporaryDirectory()
    let undisturbed = try tick(whole)
    try undisturbed.run()
    let wanted = try States(undisturbed)
    #expect(wanted.alerts == ["A treaty"])
    var writes = 0
    while true {
      let folder = try TemporaryDirectory()
      let tick = try tick(folder)
      try tick.store.failAfter(writes: writes + 1)
      do {
        try tick.run()
        break
      } catch is StoreError {
        writes += 1
      }
      tick.store = try Store(folder(Store.fileName))
      let news = try tick.state("news")
      #expect(try tick.alerts().isEmpty == (news.validators?.etag == "\"v1\""), "write \(writes)")
      try tick.run()
      let states = try States(tick)
      #expect(states.alerts == wanted.alerts, "write \(writes)")
      #expect(states.kinds == wanted.kinds && states.etags == wanted.etags, "write \(writes)")
      #expect(try tick.store.hostPauses(at: tick.now).count == 1, "write \(writes)")
    }
    #expect(writes > 8, "every write of a run was the last one once")
  }

  /// What must come out the same.
  private struct States {
    var alerts: [String]
    var kinds: [String: String]
    var etags: [String: String]

    init(_ tick: Tick) throws {
      alerts = try tick.alerts()
      let states = try tick.store.allFeedStates()
      kinds = states.compactMapValues { $0.failure.map { "\($0.kind) \($0.count)" } }
      etags = states.compactMapValues { $0.validators?.etag }
    }
  }
}

extension Store {
  /// Lets the write of that number fail, and with it the run.
  fileprivate func failAfter(writes: Int) throws {
    try execute("CREATE TEMP TABLE fault (n INTEGER); INSERT INTO fault VALUES (\(writes))")
    let tables = ["feed", "item", "alert", "delivery", "trouble", "host_pause", "run"]
    for table in tables {
      for event in ["INSERT", "UPDATE", "DELETE"] {
        try execute(
          """
          CREATE TEMP TRIGGER fault_\(table)_\(event) AFTER \(event) ON main.\(table) BEGIN
            UPDATE fault SET n = n - 1;
            SELECT RAISE(ABORT, 'fault') FROM fault WHERE n = 0;
          END
          """)
      }
    }
  }
}
