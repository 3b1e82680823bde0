import Glibc
import Support
import Testing

@testable import Curl
@testable import PactwatchKit

/// A feed's own login and headers, which belong to its configured origin and to nobody else.
@Suite struct AccessFetchTests {
  private static let secrets = ["s3cret-login", "s3cret-key"]

  private func feed(_ url: String, _ folder: TemporaryDirectory) throws -> Feed {
    var feed = Feed(name: "test", url: url)
    feed.access.login = .file(try folder.write("login", "user:\(Self.secrets[0])\n"))
    feed.access.headers = .file(
      try folder.write("headers", "X-Api-Key: \(Self.secrets[1])\r\nUser-Agent: Wire/2\n"))
    return feed
  }

  private func fetch(_ feed: Feed, _ settings: FetchSettings? = nil) throws -> FetchOutcome {
    var outcomes: [FetchOutcome] = []
    Fetcher(try settings ?? loopbackSettings()).run([FetchRequest(id: 0, feed: feed)]) { outcomes.append($1) }
    return try #require(outcomes.first)
  }

  @Test func `login and headers go to the configured origin, in place of our own of the same name`() throws {
    let folder = try TemporaryDirectory()
    let server = try LoopbackServer { request in
      request.path == "/feed" ? .redirect(to: "/new") : .ok(smallFeed)
    }
    #expect(try fetch(try feed(server.url("/feed"), folder)).body == smallFeed)
    #expect(server.requests.count == 2)
    for request in server.requests {
      #expect(request["Authorization"] == "Basic dXNlcjpzM2NyZXQtbG9naW4=")
      #expect(request["X-Api-Key"] == Self.secrets[1])
      #expect(request.headers.filter { $0.name == "User-Agent" }.map(\.value) == ["Wire/2"])
    }
  }

  @Test(arguments: [("127.0.1.1", 0), ("127.0.0.1", 1)])
  func `a redirect to another host or port gets none of them`(host: String, portOffset: Int) throws {
    let folder = try TemporaryDirectory()
    let other = try LoopbackServer(hosts: ["127.0.0.1"]) { _ in .ok(smallFeed) }
    let server = try LoopbackServer(hosts: ["127.0.0.1", "127.0.1.1"]) { request in
      let target = portOffset == 0 ? request["Host"]?.split(separator: ":").last ?? "" : "\(other.port)"
      return request.path == "/feed" ? .redirect(to: "http://\(host):\(target)/new") : .ok(smallFeed)
    }
    #expect(try fetch(try feed(server.url("/feed"), folder)).body == smallFeed)
    let hop = try #require((server.requests + other.requests).first { $0.path == "/new" })
    #expect(hop["Authorization"] == nil && hop["X-Api-Key"] == nil)
    #expect(hop["User-Agent"]?.hasPrefix("pactwatch/") == true)
    #expect(Self.secrets.allSatisfy { !String(decoding: hop.head, as: UTF8.self).contains($0) })
  }

  @Test func `an answer that was meant for another feed's login is not asked with it`() throws {
    let folder = try TemporaryDirectory()
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    let feeds = [try feed(server.url("/a"), folder), Feed(name: "open", url: server.url("/b"))]
    Fetcher(try loopbackSettings()).run(feeds.enumerated().map { FetchRequest(id: $0, feed: $1) }) { _, _ in }
    #expect(server.requests.count == 2)
    #expect(server.requests.first { $0.path == "/b" }?["Authorization"] == nil)
  }

  @Test func `a redirect from https to http is refused where a secret went along`() throws {
    let folder = try TemporaryDirectory()
    let url = try WebURL("https://a.example/feed")
    let access = try OriginAccess(
      try feed(url.text, folder), at: url, secrets: SecretReader(credentials: nil))
    let plain = try OriginAccess(
      Feed(name: "open", url: url.text), at: url, secrets: SecretReader(credentials: nil))
    try plain.check(redirectTo: WebURL("http://a.example/feed"))
    try access.check(redirectTo: WebURL("https://b.example/feed"))
    #expect {
      try access.check(redirectTo: WebURL("http://a.example/feed"))
    } throws: {
      "\($0)"
        == "a.example: redirect refused: it leads from https to http, and the feed has a login or headers of its own"
    }
  }

  @Test(
    arguments: [
      ("X-Key s3cret", "127.0.0.1: line 1 of its headers is not 'Name: value' in printable ASCII"),
      (
        "A: b\nX-Key: s3\u{1b}cret",
        "127.0.0.1: line 2 of its headers is not 'Name: value' in printable ASCII"
      ),
      ("X-Key: s3\rcret: x", "127.0.0.1: line 1 of its headers is not 'Name: value' in printable ASCII"),
      ("X Key: s3cret", "127.0.0.1: line 1 of its headers is not 'Name: value' in printable ASCII"),
      ("Host: s3cret", "127.0.0.1: line 1 of its headers sets one that is never its own to set"),
      ("Accept-Encoding: s3cret", "127.0.0.1: line 1 of its headers sets one that is never its own to set"),
    ])
  func `headers that cannot be sent fail the feed, and no message holds them`(
    text: String, message: String
  ) throws {
    let folder = try TemporaryDirectory()
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    var feed = Feed(name: "test", url: server.url())
    feed.access.headers = .file(try folder.write("headers", text))
    let error = try #require(try fetch(feed).error)
    #expect(error.kind == .secret)
    #expect(error.message == message)
    #expect(server.connections() == 0)
  }

  @Test func `a login that cannot be read fails its feed alone, and says what to do`() throws {
    let folder = try TemporaryDirectory()
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    var feed = Feed(name: "test", url: server.url())
    feed.access.login = .credential("wire")
    #expect(try fetch(feed).error?.message.hasPrefix("127.0.0.1: there is no credential 'wire'") == true)
    feed.access.login = .file(try folder.write("login", "s3cret"))
    #expect(try fetch(feed).error?.message == "127.0.0.1: its login is not one line user:password")
    var settings = try loopbackSettings()
    settings.secrets = SecretReader(credentials: folder.path)
    try folder.write("wire", "user:pw")
    feed.access.login = .credential("wire")
    #expect(try fetch(feed, settings).body == smallFeed)
    #expect(server.requests.last?["Authorization"] == "Basic dXNlcjpwdw==")
  }
}

/// Where everything goes through a proxy, which sees names where we would see addresses.
@Suite struct ProxyFetchTests {
  private func settings(proxy: LoopbackServer, host: String = "127.0.0.3") throws -> FetchSettings {
    var settings = try loopbackSettings()
    settings.proxy = try WebURL(proxy.url("", host: host))
    return settings
  }

  @Test func `the configured proxy is asked for everything, wherever it is`() throws {
    let proxy = try LoopbackServer(hosts: ["127.0.0.3"]) { _ in .ok(smallFeed) }
    #expect(try fetch("http://feeds.invalid/rss", settings(proxy: proxy)).body == smallFeed)
    #expect(proxy.requests.map(\.path) == ["http://feeds.invalid/rss"])
    #expect(proxy.requests.first?["Host"] == "feeds.invalid")
  }

  @Test(arguments: [
    "127.0.0.2", "2130706434", "[::1]", "localhost", "a.localhost", "10.0.0.1", "169.254.169.254",
  ])
  func `a private address is refused before the proxy hears of it`(host: String) throws {
    let proxy = try LoopbackServer(hosts: ["127.0.0.3"]) { request in
      request.path.hasSuffix("/hop") ? .redirect(to: "http://\(host)/") : .ok("secret")
    }
    var settings = try settings(proxy: proxy)
    settings.addressPolicy = AddressPolicy()
    #expect(try fetch("http://\(host)/rss", settings).error?.kind == .blocked)
    #expect(proxy.connections(to: "127.0.0.3") == 0)
    #expect(try fetch("http://feeds.invalid/hop", settings).error?.kind == .blocked)
    #expect(proxy.requests.count == 1)
  }

  @Test func `a feed may go around the proxy`() throws {
    let proxy = try LoopbackServer(hosts: ["127.0.0.3"]) { _ in .ok("proxied") }
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    var feed = Feed(name: "test", url: server.url())
    feed.access.usesProxy = false
    var outcome: FetchOutcome?
    Fetcher(try settings(proxy: proxy)).run([FetchRequest(id: 0, feed: feed)]) { outcome = $1 }
    #expect(outcome?.body == smallFeed)
    #expect(proxy.connections(to: "127.0.0.3") == 0)
  }

  @Test func `a proxy that is not there, or does not want to, is named as the reason`() throws {
    let proxy = try LoopbackServer(hosts: ["127.0.0.3"]) { _ in .status(403) }
    let refused = try #require(try fetch("https://feeds.invalid/rss", settings(proxy: proxy)).error)
    #expect(refused.kind == .proxy)
    #expect(
      refused.message
        == "feeds.invalid: the proxy does not lead there: CONNECT tunnel failed, response 403")
    #expect(proxy.requests.first?.method == "CONNECT")
    let settings = try settings(proxy: proxy)
    proxy.stop()
    #expect(
      try fetch("http://feeds.invalid/rss", settings).error?.message
        == "feeds.invalid: the proxy does not lead there: connection refused")
  }

  /// In a process of its own: the environment belongs to all tests.
  @Test func `the environment does not say what goes around the proxy`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer(hosts: ["127.0.0.3"]) { _ in .ok(smallFeed) }
      setenv("no_proxy", "*", 1)
      setenv("NO_PROXY", "*", 1)
      var settings = try loopbackSettings()
      settings.proxy = try WebURL(proxy.url("", host: "127.0.0.3"))
      guard try fetch("http://feeds.invalid/rss", settings).body == smallFeed else { exit(EXIT_FAILURE) }
    }
  }
}
