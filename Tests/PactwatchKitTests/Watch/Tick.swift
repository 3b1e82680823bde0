import Curl
import Matching
import Posix
import Support
import Synchronization

@testable import PactwatchKit

/// Ticks over feeds on a loopback server, under a clock that the test sets: what is kept from run to run.
///
///     let tick = try Tick { request in .ok(Tick.rss(1...3), headers: ["ETag: \"v1\""]) }
///     try tick.run()
///     try tick.run(after: .hours(1))
///     #expect(tick.asked == ["/a", "/a \"v1\""])
final class Tick {
  let server: LoopbackServer
  var store: Store
  var feeds: [Feed]
  var receivers: [Receiver] = []
  /// 2026-01-01T00:00:00Z.
  static let start = 1_767_225_600_000
  let clock: TestClock
  /// How long the last run slept, in milliseconds.
  private(set) var slept = 0
  private(set) var report = RunReport()
  /// The clock that only goes forward, in milliseconds.
  var elapsed: @Sendable () -> Int = { 0 }
  var isStopped: () -> Bool = { false }

  /// Without `paths` the one feed `a`. Host 127.0.0.1 and all of 127.0.1.0/24 may be asked.
  init(
    hosts: [String] = ["127.0.0.1"], paths: [String] = ["/a"], store: Store? = nil,
    clock: TestClock = TestClock(), answer: @escaping @Sendable (Request) -> Reply
  ) throws {
    self.clock = clock
    server = try LoopbackServer(hosts: hosts, answer: answer)
    self.store = try store ?? Store(Store.inMemory)
    feeds = []
    for host in hosts {
      for path in paths {
        let name = (hosts.count > 1 ? host + path : String(path.dropFirst())).replacing("/", with: "-")
        feeds.append(Feed(name: name, url: server.url(path, host: host)))
      }
    }
  }

  var now: Int { clock.now }

  func wait(_ span: Int) { clock.now += span }

  @discardableResult
  func run(after span: Int = 0) throws -> RunReport {
    wait(span)
    slept = 0
    let clock = clock
    var surroundings = WatchRun.Surroundings()
    surroundings.clock = Clock(now: { clock.now }, elapsed: elapsed)
    surroundings.isStopped = isStopped
    surroundings.start = 0
    surroundings.sleep = { [self] span in
      slept += span
      wait(span)
    }
    report = try WatchRun(configuration, store: store, surroundings: surroundings).run()
    return report
  }

  private var configuration: Configuration {
    get throws {
      var configuration = Configuration(path: "pactwatch.conf")
      configuration.feeds = feeds
      configuration.receivers = receivers
      configuration.settings.gap = 0
      configuration.settings.allowPrivate = [
        try AddressPrefix("127.0.0.1/32"), try AddressPrefix("127.0.1.0/24"),
      ]
      configuration.topicFiles = [TopicFile(path: "pact.topic", bytes: Array(Self.topic.utf8))]
      configuration.topics = TopicSet.compile(configuration.topicFiles).0
      return configuration
    }
  }

  private static let topic = """
    concept treaty
      en: treaty
    topic treaty
      match @treaty
    """

  /// What was asked: the path, and the validators that came with it.
  var asked: [String] {
    server.requests.map { request in
      let validators = [request["If-None-Match"], request["If-Modified-Since"]].compactMap(\.self)
      return ([request.path] + validators).joined(separator: " ")
    }
  }

  func state(_ name: String = "a") throws -> FeedState {
    guard let state = try store.allFeedStates()[name] else { throw Missing() }
    return state
  }

  struct Missing: Error {}

  /// The titles of all alerts about the watch itself.
  func operational() throws -> [String] {
    try store.alerts(from: 0, limit: 1_000).map(\.alert).filter { $0.kind == .operational }.map(\.title)
  }

  func alerts() throws -> [String] {
    try store.alerts(from: 0, limit: 1_000).map(\.alert).filter { $0.kind != .operational }.map(\.title)
  }

  /// A feed with items of these numbers.
  static func rss(_ numbers: ClosedRange<Int>, channel: String = "") -> String {
    rss(numbers.map { "Item \($0)" }, channel: channel)
  }

  static func rss(_ titles: [String], channel: String = "") -> String {
    let items = titles.map { "<item><title>\($0)</title><guid>\($0)</guid></item>" }.joined()
    return "<rss version=\"2.0\"><channel><title>T</title>\(channel)\(items)</channel></rss>"
  }
}

final class TestClock: Sendable {
  private let time: Mutex<Int>

  init(_ now: Int = Tick.start) { time = Mutex(now) }

  /// Milliseconds since 1970.
  var now: Int {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}

/// What a server answers, which a test changes between two runs.
final class Answers: Sendable {
  private let reply: Mutex<@Sendable (Request) -> Reply>

  init(_ reply: Reply) { self.reply = Mutex { _ in reply } }

  func answer(_ reply: Reply) { self.reply.withLock { $0 = { _ in reply } } }

  func answer(_ reply: @escaping @Sendable (Request) -> Reply) { self.reply.withLock { $0 = reply } }

  func callAsFunction(_ request: Request) -> Reply { reply.withLock { $0 }(request) }
}

extension Int {
  static func minutes(_ count: Int) -> Int { count * TimeSpan.minute }
  static func hours(_ count: Int) -> Int { count * TimeSpan.hour }
  static func days(_ count: Int) -> Int { count * TimeSpan.day }
}
