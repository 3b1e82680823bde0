import Curl
import Support
import Testing

@Suite struct CurlErrorTests {
  @Test(
    arguments: [
      (Reply.short(Array("12345".utf8), of: 1000), TransferError.truncated(received: 5, expected: 1000)),
      (.chunked([Array("12345".utf8)], isCut: true), .truncated(received: 5, expected: nil)),
      (.reset, .reset),
      (Reply([.close]), .noReply),
      (
        .ok("abcdef", headers: ["Content-Length: 3"]),
        .badHeader("conflicting Content-Length headers")
      ),
      (
        Reply([.send("<html>hello</html>"), .close]), .badReply(reason: "Received HTTP/0.9 when not allowed")
      ),
      (
        .status(200, headers: ["X-Long: " + String(repeating: "x", count: 70_000)]),
        .headersTooLarge(limit: 65536)
      ),
      (
        .status(200, headers: ["X-Long: " + String(repeating: "x", count: 200_000)]),
        .headersTooLarge(limit: 65536)
      ),
      (
        Reply([.send("HTTP/1.1 200 OK\r\n"), .repeated(Array("X-A: b\r\n".utf8))]),
        .headersTooLarge(limit: 65536)
      ),
      (Reply([.repeated(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))]), .headersTooLarge(limit: 65536)),
    ])
  func `what a server does wrong has its own reason`(reply: Reply, expected: TransferError) throws {
    let server = try LoopbackServer { _ in reply }
    #expect(try failure(of: server.url()) == expected)
  }

  @Test func `a body over the limit ends the transfer, announced or not`() throws {
    let server = try LoopbackServer { request in
      request.path == "/announced"
        ? .status(200, body: [UInt8](repeating: 0x78, count: 5000))
        : Reply([.send(Reply.head(200, [])), .repeated([UInt8](repeating: 0x78, count: 900))])
    }
    var limits = TransferLimits()
    limits.bodyBytes = 4096
    #expect(try failure(of: server.url("/announced"), limits: limits) == .bodyTooLarge(limit: 4096))
    #expect(try failure(of: server.url("/endless"), limits: limits) == .bodyTooLarge(limit: 4096))
  }

  @Test func `the length of what was not modified is no length of a body`() throws {
    let server = try LoopbackServer { _ in
      Reply([.send("HTTP/1.1 304 Same\r\nContent-Length: 99999999\r\n\r\n")])
    }
    #expect(try transfer(server.url()).get().status == 304)
  }

  @Test func `a body may end with the connection`() throws {
    let server = try LoopbackServer { _ in .untilClose(Array("<rss>".utf8)) }
    let response = try transfer(server.url()).get()
    #expect(response.body == Array("<rss>".utf8))
  }

  @Test func `a closed port refuses`() throws {
    let server = try LoopbackServer { _ in .ok("") }
    let url = server.url()
    server.stop()
    #expect(try failure(of: url) == .refused)
  }

  @Test func `a name under invalid has no address`() throws {
    #expect(try failure(of: "http://pactwatch.invalid/") == .nameNotFound)
  }

  @Test func `silence and drips end at the limits`() throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/silent": .hang
      case "/headers":
        Reply([.drip(Array("HTTP/1.1 200 OK\r\nX-A: bcdefghijklmnop".utf8), every: .milliseconds(40)), .hang])
      default:
        Reply([
          .send(Reply.head(200, [])), .drip([UInt8](repeating: 0x78, count: 1000), every: .milliseconds(40)),
        ])
      }
    }
    var limits = TransferLimits()
    limits.total = .milliseconds(300)
    for path in ["/silent", "/headers", "/body"] {
      #expect(try failure(of: server.url(path), limits: limits) == .timeout(milliseconds: 300))
    }
    limits.total = .seconds(10)
    limits.slowSeconds = 1
    #expect(try failure(of: server.url("/body"), limits: limits) == .tooSlow(bytesPerSecond: 100, seconds: 1))
  }

  @Test func `a plain server behind an https address is a TLS error with a reason`() throws {
    let server = try LoopbackServer { _ in .ok("") }
    guard case .tls(let reason) = try failure(of: "https://127.0.0.1:\(server.port)/") else {
      Issue.record("no TLS error")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func `an authorities file that is not there is a TLS error that names it`() throws {
    let server = try LoopbackServer { _ in .ok("") }
    let queue = TransferQueue()
    queue.add(
      HTTPRequest(
        url: try WebURL("https://127.0.0.1:\(server.port)/"), addressPolicy: loopbackPolicy,
        authorities: "/nonexistent.pem"), id: 0)
    guard case .failure(.tls(let reason)) = completion(of: queue) else {
      Issue.record("no TLS error")
      return
    }
    #expect(reason.contains("/nonexistent.pem"))
  }

  @Test(
    arguments: [
      (TransferError.truncated(received: 500, expected: 1000), "truncated: 500 of 1000 bytes"),
      (.bodyTooLarge(limit: 10 << 20), "body over the limit of 10 MiB"),
      (.tooSlow(bytesPerSecond: 100, seconds: 20), "too slow: less than 100 B/s for 20 s"),
      (.timeout(milliseconds: 60_000), "timeout: the answer was not complete after 60 s"),
      (.refused, "connection refused; nothing listens at this port"),
    ])
  func `errors read well`(error: TransferError, text: String) {
    #expect(error.description == text)
  }
}
