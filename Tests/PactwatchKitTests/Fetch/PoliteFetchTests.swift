import Curl
import Glibc
import Support
import Synchronization
import Testing

@testable import PactwatchKit

@Suite struct PoliteFetchTests {
  private func requests(_ urls: [String]) -> [FetchRequest] {
    urls.enumerated().map { FetchRequest(id: $0, feed: Feed(name: "feed-\($0)", url: $1)) }
  }

  @Test func `every request says who asks and takes what it can read, nothing else`() throws {
    let server = try LoopbackServer { request in
      request.path == "/a" ? .redirect(to: "/b") : .ok(smallFeed, headers: ["Set-Cookie: a=b"])
    }
    Fetcher(try loopbackSettings()).run(requests([server.url("/a"), server.url("/c?x=1")])) { _, _ in }
    #expect(Set(server.requests.map(\.path)) == ["/a", "/b", "/c?x=1"])
    for request in server.requests {
      #expect(request.headers.map(\.name) == ["Host", "User-Agent", "Accept", "Accept-Encoding"])
      #expect(request["User-Agent"] == "pactwatch/\(Version.current) (+ops@example.org)")
      #expect(request["Accept-Encoding"] == "gzip")
      for type in ["application/rss+xml", "application/atom+xml", "application/feed+json"] {
        #expect(request["Accept"]?.contains(type) == true)
      }
    }
  }

  @Test func `a contact cannot end its line`() {
    let header = FetchSettings.userAgent(contact: "a@example.org\r\nX: 1")
    #expect(header.value == "pactwatch/\(Version.current) (+a@example.orgX: 1)")
  }

  @Test func `one transfer for a host at a time, starts a gap apart`() throws {
    let busy = Mutex(0)
    let overlaps = Mutex(0)
    let server = try LoopbackServer { request in
      busy.withLock { busy in
        busy += 1
        if busy > 1 { overlaps.withLock { $0 += 1 } }
      }
      defer { busy.withLock { $0 -= 1 } }
      return .ok(smallFeed)
    }
    var settings = try loopbackSettings()
    settings.gap = .milliseconds(40)
    var done = 0
    let elapsed = ContinuousClock().measure {
      Fetcher(settings).run(requests((0..<5).map { server.url("/\($0)") })) { _, _ in done += 1 }
    }
    #expect(done == 5)
    #expect(overlaps.withLock { $0 } == 0)
    #expect(elapsed >= .milliseconds(4 * 40))
  }

  /// In a process of its own: the environment belongs to all tests.
  @Test func `a proxy in the environment is not used`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { _ in .ok("proxied") }
      let server = try LoopbackServer { _ in .ok(smallFeed) }
      setenv("http_proxy", proxy.url(), 1)
      guard try fetch(server.url()).body == smallFeed, proxy.requests.isEmpty else { exit(EXIT_FAILURE) }
    }
  }

  @Test func `good feeds are done while others hang, drip, loop, bomb and reset`() throws {
    let zeros = Gzip.compress([UInt8](repeating: 0x20, count: 16 << 20))
    let hosts = (1...40).map { "127.0.1.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { request in
      switch request.path {
      case "/hang": .hang
      case "/drip":
        Reply([
          .send(Reply.head(200, [])), .drip([UInt8](repeating: 0x20, count: 9999), every: .milliseconds(50)),
        ])
      case "/loop": .redirect(to: "/loop")
      case "/bomb": .status(200, headers: ["Content-Encoding: gzip"], body: zeros)
      case "/reset": .reset
      default: .ok(smallFeed)
      }
    }
    let bad = ["/hang", "/drip", "/loop", "/bomb", "/reset"]
    let urls = hosts.enumerated().map { server.url($0 < 20 ? bad[$0 % 5] : "/feed", host: $1) }
    var settings = try loopbackSettings()
    settings.limits.total = .seconds(2)
    var kinds: [FetchError.Kind?] = []
    Fetcher(settings).run(requests(urls)) { kinds.append($1.error?.kind) }
    #expect(kinds.count { $0 == nil } == 20)
    #expect(kinds.count == 40)
    let firstTimeout = try #require(kinds.firstIndex(of: .timeout))
    #expect(!kinds[firstTimeout...].contains(nil), "a good feed waited for one that hangs")
  }

  @Test func `a site that is asked too often is left alone for the rest of the run`() throws {
    let hosts = ["127.0.1.1", "127.0.1.2"]
    let server = try LoopbackServer(hosts: hosts) { $0.host == hosts[0] ? .status(429) : .ok(smallFeed) }
    let urls = (0..<6).map { server.url("/\($0)", host: hosts[$0 % 2]) }
    var outcomes: [Int: FetchOutcome] = [:]
    Fetcher(try loopbackSettings()).run(requests(urls)) { outcomes[$0.id] = $1 }
    #expect(server.requests(to: hosts[0]).count == 1)
    let kinds = [0, 2, 4].map { outcomes[$0]?.error?.kind }
    #expect(kinds.count { $0 == .rateLimited } == 1 && kinds.count { $0 == .notAsked } == 2)
    #expect(
      outcomes[4]?.error?.message
        == "127.0.1.1: not asked: the site has just said that it is asked too often (429)")
    #expect([1, 3, 5].allSatisfy { outcomes[$0]?.body == smallFeed })
  }

  @Test func `every request has exactly one outcome, with its id`() throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/a": .redirect(to: "/b")
      case "/c": .status(500)
      default: .ok(smallFeed)
      }
    }
    let urls = ["/a", "/b", "/c", "/d"].map { server.url($0) } + ["ftp://x/", "file:///nonexistent"]
    var ids: [Int] = []
    Fetcher(try loopbackSettings()).run(requests(urls)) { request, _ in ids.append(request.id) }
    #expect(ids.sorted() == Array(0..<6))
  }

  @Test func `at the deadline what is not done fails, and nothing more is asked`() throws {
    let server = try LoopbackServer(hosts: ["127.0.0.1", "127.0.1.1"]) { request in
      request.host == "127.0.0.1" ? .hang : .ok(smallFeed)
    }
    var settings = try loopbackSettings()
    settings.deadline = .milliseconds(150)
    let urls = [server.url("/a"), server.url("/b"), server.url("/c", host: "127.0.1.1")]
    var outcomes: [Int: FetchOutcome] = [:]
    Fetcher(settings).run(requests(urls)) { outcomes[$0.id] = $1 }
    #expect(outcomes[0]?.error?.kind == .deadline)
    #expect(outcomes[1]?.error?.message == "127.0.0.1: not done before the time of the run was over")
    #expect(outcomes[2]?.body == smallFeed)
    #expect(server.requests.map(\.path).sorted() == ["/a", "/c"])
  }

  @Test func `a wish to stop ends the run without more outcomes`() throws {
    let server = try LoopbackServer { request in request.path == "/0" ? .ok(smallFeed) : .hang }
    var ids: [Int] = []
    let elapsed = try ContinuousClock().measure {
      Fetcher(try loopbackSettings()).run(
        requests((0..<3).map { server.url("/\($0)") }), isStopped: { !ids.isEmpty }
      ) { request, _ in ids.append(request.id) }
    }
    #expect(ids == [0])
    #expect(elapsed < .seconds(2))
  }

  @Test func `an error of the caller ends the run and comes out`() throws {
    struct DiskFull: Error {}
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    let fetcher = Fetcher(try loopbackSettings())
    #expect(throws: DiskFull.self) {
      try fetcher.run(requests([server.url("/a"), server.url("/b")])) { (_, _) throws(DiskFull) in
        throw DiskFull()
      }
    }
    #expect(server.requests.count == 1)
  }

  @Test func `a folder of feeds on many hosts is fetched, and unchanged the second time`() throws {
    let hosts = (1...100).map { "127.0.1.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { request in
      request["If-None-Match"] == "\"v1\"" ? .status(304) : .ok(smallFeed, headers: ["ETag: \"v1\""])
    }
    var next = requests((0..<300).map { server.url("/\($0)", host: hosts[$0 % 100]) })
    let fetcher = Fetcher(try loopbackSettings())
    var fetched = 0
    fetcher.run(next) { request, outcome in
      if outcome.body == smallFeed { fetched += 1 }
      next[request.id].etag = outcome.document?.etag
      next[request.id].validatorsURL = outcome.document?.url
    }
    #expect(fetched == 300)
    var unchanged = 0
    fetcher.run(next) { if $1.isUnchanged { unchanged += 1 } }
    #expect(unchanged == 300)
    #expect(server.requests.count == 600)
  }
}
