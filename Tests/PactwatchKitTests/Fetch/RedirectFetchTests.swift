@testable import PactwatchKit
import Support
import Testing

@Suite struct RedirectFetchTests {
  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect leads to the feed`(status: Int) throws {
    let server = try LoopbackServer { request in
      request.path == "/feed" ? .redirect(status, to: "new?x=1") : .ok(smallFeed, headers: ["ETag: \"new\""])
    }
    let outcome = try fetch(server.url("/feed"))
    let document = try #require(outcome.document)
    #expect(outcome.body == smallFeed)
    #expect(document.url == server.url("/new?x=1"))
    #expect(
      document.redirects == [Redirect(from: server.url("/feed"), to: server.url("/new?x=1"), status: status)])
    #expect(document.redirects[0].isPermanent == (status == 301 || status == 308))
  }

  @Test(arguments: [300, 304, 305, 306])
  func `other 3xx with a Location are not followed`(status: Int) throws {
    let server = try LoopbackServer { _ in .status(status, headers: ["Location: /other"]) }
    _ = try fetch(server.url("/feed"))
    #expect(server.requests.map(\.path) == ["/feed"])
  }

  @Test func `validators go to the address that issued them, not to the one that redirects there`() throws {
    let server = try LoopbackServer { request in
      if request.path == "/feed" { return .redirect(301, to: "/new") }
      return request["If-None-Match"] == "\"new\"" ? .status(304) : .ok(smallFeed, headers: ["ETag: \"new\""])
    }
    let outcome = try refetch(server.url("/feed"), after: try fetch(server.url("/feed")))
    #expect(outcome.isUnchanged)
    #expect(outcome.document?.etag == "\"new\"")
    let asked = server.requests.map { "\($0.path) \($0["If-None-Match"] ?? "-")" }
    #expect(asked == ["/feed -", "/new -", "/feed -", "/new \"new\""])
  }

  @Test func `what a redirect says in its own headers does not count`() throws {
    let server = try LoopbackServer { request in
      request.path == "/feed"
        ? .redirect(to: "/new", headers: ["ETag: \"hop\"", "Set-Cookie: id=1", "Content-Language: ru"])
        : .ok(smallFeed)
    }
    let outcome = try fetch(server.url("/feed"))
    #expect(outcome.document?.etag == nil)
    #expect(outcome.document?.contentLanguage == nil)
    #expect(server.requests.allSatisfy { $0["Cookie"] == nil })
  }

  @Test func `five hops are followed, six are not`() throws {
    let server = try LoopbackServer { request in
      let hops = Int(request.path.dropFirst()) ?? 0
      return hops == 0 ? .ok(smallFeed) : .redirect(to: "/\(hops - 1)")
    }
    #expect(try fetch(server.url("/5")).body == smallFeed)
    let error = try #require(try fetch(server.url("/6")).error)
    #expect(error.kind == .redirect)
    let chain = (1...6).reversed().map { server.url("/\($0)") }.joined(separator: " -> ")
    #expect(error.message == "127.0.0.1: more than 5 redirects: \(chain)")
  }

  @Test func `a loop ends at once, over hosts too, and its message shows the way without secrets`() throws {
    let server = try LoopbackServer(hosts: ["127.0.0.1", "127.0.1.1"]) { request in
      let other = request.host == "127.0.0.1" ? "127.0.1.1" : "127.0.0.1"
      let port = request["Host"].flatMap { $0.split(separator: ":").last } ?? ""
      return .redirect(to: "http://\(other):\(port)/?token=secret")
    }
    let (first, second) = (server.url("/?token=..."), server.url("/?token=...", host: "127.0.1.1"))
    let error = try #require(try fetch(server.url("/?token=secret")).error)
    #expect(error.kind == .redirect)
    #expect(error.message == "127.0.0.1: redirect loop: \(first) -> \(second) -> \(first)")
    #expect(server.requests.count == 2)
  }

  @Test(arguments: [[], ["Location:"], ["Location: "]])
  func `a redirect to nowhere is told`(headers: [String]) throws {
    let server = try LoopbackServer { _ in .status(301, headers: headers) }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == .redirect)
    #expect(error.message == "127.0.0.1: 301 without usable Location")
  }

  @Test(
    arguments: [
      ("file:///etc/passwd", "'file:' addresses are not supported, only http and https"),
      ("ftp://example.org/", "'ftp:' addresses are not supported, only http and https"),
      ("gopher://127.0.0.2/", "'gopher:' addresses are not supported, only http and https"),
      ("dict://127.0.0.2/", "'dict:' addresses are not supported, only http and https"),
      ("http://example.org:22/", "port 22 is no web server's"),
      ("https://example.org:25/", "port 25 is no web server's"),
      ("http://user:pw@example.org/", "the address has a user name or password in it"),
      ("http://127.0.0.2\\@example.org/", "the address has a control character or a backslash in it"),
    ])
  func `a redirect away from the web is refused`(location: String, reason: String) throws {
    let server = try LoopbackServer { _ in .redirect(to: location) }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == .redirect)
    #expect(error.message == "127.0.0.1: redirect refused: \(reason)")
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/xml,<rss/>", "http://", "http://[::1"])
  func `a Location that is no address is refused`(location: String) throws {
    let server = try LoopbackServer { _ in .redirect(to: location) }
    #expect(try fetch(server.url()).error?.message.hasPrefix("127.0.0.1: redirect refused: ") == true)
  }

  @Test(
    arguments: [
      "127.0.0.2", "2130706434", "0177.0.0.2", "0x7f000002", "127.2", "[::ffff:127.0.0.2]", "[::1]", "0",
    ])
  func `a redirect into the internal network meets no connection`(host: String) throws {
    let internalServer = try LoopbackServer(hosts: ["127.0.0.2"]) { _ in .ok("secret") }
    let server = try LoopbackServer { _ in .redirect(to: "http://\(host):\(internalServer.port)/") }
    #expect(try fetch(server.url()).error?.kind == .blocked)
    #expect(internalServer.connections(to: "127.0.0.2") == 0)
  }

  @Test func `a blocked redirect names address and origin`() throws {
    let server = try LoopbackServer { _ in .redirect(to: "http://127.0.0.2:8080/") }
    #expect(
      try fetch(server.url()).error?.message
        == "127.0.0.2: blocked: 127.0.0.2 is not a public address; list it under 'allow private' if it is meant "
        + "(redirected from 127.0.0.1)")
  }

  @Test func `cookies are never sent`() throws {
    let server = try LoopbackServer { request in
      request.path == "/feed"
        ? .redirect(to: "/new", headers: ["Set-Cookie: id=1; Path=/"])
        : .ok(smallFeed, headers: ["Set-Cookie: id=2; Path=/"])
    }
    for _ in 0..<2 { _ = try fetch(server.url("/feed")) }
    #expect(server.requests.count == 4)
    #expect(server.requests.allSatisfy { $0["Cookie"] == nil && $0["Referer"] == nil })
  }
}
