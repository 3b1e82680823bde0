import Support
import Testing

@testable import PactwatchKit

@Suite struct FailureFetchTests {
  @Test func `a message steers no terminal, whatever it quotes`() {
    #expect(FetchError(.encoding, host: "h", "'a\u{1B}[2J\r\n\u{202E}b'").message == "h: 'a[2J b'")
  }

  @Test(
    arguments: [
      (401, FetchError.Kind.forbidden, "401 Unauthorized: it needs credentials"),
      (403, .forbidden, "403 Forbidden: the site refuses us; does a browser see the feed?"),
      (404, .notFound, "404 Not Found; has the feed moved?"),
      (410, .gone, "410 Gone: the feed was taken down for good; remove or replace it"),
      (429, .rateLimited, "429 Too Many Requests: the site limits how often it is asked"),
      (500, .server, "500: the server has a problem of its own"),
      (503, .server, "503: the server has a problem of its own"),
      (204, .status, "unexpected status 204"),
      (206, .status, "unexpected status 206"),
      (418, .status, "unexpected status 418"),
    ])
  func `a status has its class and its sentence`(status: Int, kind: FetchError.Kind, reason: String) throws {
    let server = try LoopbackServer { _ in .status(status) }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == kind)
    #expect(error.status == status)
    #expect(error.message == "127.0.0.1: \(reason)")
  }

  @Test(
    arguments: [
      (["Retry-After: 3600"], 3600),
      (["Retry-After: 1000000000000000000"], 48 * 3600),
      (["Retry-After: soon"], nil),
      ([], nil),
      // The server's clock is what its date counts from.
      (["Date: Wed, 01 Jan 2031 10:00:00 GMT", "Retry-After: Wed, 01 Jan 2031 10:02:00 GMT"], 120),
      (["Date: Wed, 01 Jan 2031 10:00:00 GMT", "Retry-After: Fri, 01 Jan 2099 00:00:00 GMT"], 48 * 3600),
    ] as [([String], Int?)])
  func `a wish to be left alone is told, within reason`(headers: [String], seconds: Int?) throws {
    let server = try LoopbackServer { _ in .status(503, headers: headers) }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.retryAfter == seconds.map { $0 * 1_000 })
    let wish = seconds.map { "; it wants to be left alone for \($0) s" } ?? ""
    #expect(error.message == "127.0.0.1: 503: the server has a problem of its own\(wish)")
  }

  @Test func `a bot wall is named as such`() throws {
    let server = try LoopbackServer { _ in
      .status(
        403, headers: ["cf-mitigated: challenge", "Content-Type: text/html"], body: Array("<html>".utf8))
    }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == .botWall)
    #expect(
      error.message == "127.0.0.1: 403: blocked by bot protection (Cloudflare); ask the site to let us in")
  }

  @Test func `a closed port and a name without address are told apart`() throws {
    let server = try LoopbackServer { _ in .hang }
    server.stop()
    let refused = try #require(try fetch(server.url()).error)
    #expect(refused.kind == .refused)
    #expect(refused.message == "127.0.0.1: connection refused; nothing listens at this port")
    let unknown = try #require(try fetch("http://pactwatch.invalid/").error)
    #expect(unknown.kind == .dns)
    #expect(
      unknown.message
        == "pactwatch.invalid: the name has no address; check its spelling, and this machine's DNS")
  }

  @Test(arguments: [
    (Reply.reset, "the server reset the connection"),
    (Reply([.close]), "the server closed the connection without an answer"),
  ])
  func `a connection that ends early is told`(reply: Reply, reason: String) throws {
    let server = try LoopbackServer { _ in reply }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == .reset)
    #expect(error.message == "127.0.0.1: \(reason)")
  }

  @Test(
    arguments: [
      ("ftp://example.org/feed", "'ftp:' addresses are not supported, only http and https"),
      ("http://user:secret@example.org/", "the address has a user name or password in it"),
      ("", "the address is empty"),
    ])
  func `an address that cannot be asked names the feed`(url: String, reason: String) throws {
    let error = try #require(try fetch(url).error)
    #expect(error.kind == .address)
    #expect(error.message == "test: \(reason)")
  }

  @Test func `no message holds a secret of the address`() throws {
    let server = try LoopbackServer { request in
      switch request.path.split(separator: "?")[0] {
      case "/loop": .redirect(to: request.path)
      case "/refused": .redirect(to: "ftp://h/?token=secret")
      case "/blocked": .redirect(to: "http://127.0.0.2:8080/?token=secret")
      case "/cut": .short([1], of: 2)
      default: .status(404)
      }
    }
    for path in ["loop", "refused", "blocked", "cut", "404"] {
      let error = try #require(try fetch(server.url("/\(path)?token=secret")).error)
      #expect(!"\(error)".contains("secret"), "\(error)")
    }
  }

  @Test func `silence, slowness and endless headers end in time`() throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/silent": .hang
      case "/drip":
        Reply([
          .send(Reply.head(200, [])), .drip([UInt8](repeating: 0x20, count: 99), every: .milliseconds(20)),
        ])
      default: Reply([.send("HTTP/1.1 200 OK\r\n"), .repeated(Array("X-A: b\r\n".utf8))])
      }
    }
    var settings = try loopbackSettings()
    settings.limits.total = .milliseconds(200)
    #expect(try fetch(server.url("/silent"), settings).error?.kind == .timeout)
    #expect(
      try fetch(server.url("/drip"), settings).error?.message
        == "127.0.0.1: timeout: the answer was not complete after 200 ms")
    #expect(
      try fetch(server.url("/headers"), settings).error?.message
        == "127.0.0.1: headers over the limit of 64 KiB")
  }
}
