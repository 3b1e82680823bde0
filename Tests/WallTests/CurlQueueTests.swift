import Curl
import Support
import Testing

@Suite struct CurlQueueTests {
  @Test func `a response has status, headers and body as sent`() throws {
    let server = try LoopbackServer { _ in .ok("hello", headers: ["ETag: \"v1\"", "X-Two: a", "X-Two: b"]) }
    let response = try transfer(server.url("/a?b=c")).get()
    #expect(response.status == 200)
    #expect(response.body == Array("hello".utf8))
    #expect(response.headers["etag"] == "\"v1\"")
    #expect(response.headers.all("x-two") == ["a", "b"])
    #expect(server.requests.map(\.path) == ["/a?b=c"])
  }

  @Test func `a post sends its body and waits for no permission`() throws {
    let server = try LoopbackServer { _ in .status(204) }
    let body = [UInt8](repeating: 0x78, count: 2 << 20)
    let response = try transfer(server.url("/hook"), .post(body: body)).get()
    #expect(response.status == 204)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.body == body)
    #expect(request["Expect"] == nil)
  }

  @Test func `only the headers asked for are sent`() throws {
    let server = try LoopbackServer { _ in .ok("", headers: ["Set-Cookie: a=b; Path=/"]) }
    let queue = TransferQueue()
    for _ in 0..<2 {
      _ = try transfer(
        server.url(), headers: [HTTPHeader("X-Empty", ""), HTTPHeader("Accept", "*/*")], on: queue
      ).get()
    }
    let sent = server.requests.map { $0.headers.map { "\($0.name): \($0.value)" } }
    #expect(
      sent == Array(repeating: ["Host: 127.0.0.1:\(server.port)", "X-Empty: ", "Accept: */*"], count: 2))
  }

  @Test func `redirects are handed out, not followed`() throws {
    let server = try LoopbackServer { _ in .redirect(to: "/other") }
    let response = try transfer(server.url()).get()
    #expect(response.status == 302)
    #expect(response.headers["location"] == "/other")
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [HTTPRequest.Method.get, .post(body: [0x78])])
  func `what a server sends behind an answer is no answer to the next request`(
    method: HTTPRequest.Method
  ) throws {
    let forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    let server = try LoopbackServer { request in
      guard request.path == "/first" else { return .status(503) }
      return Reply([
        .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), .drip(Array(forged.utf8), every: .zero),
      ])
    }
    let queue = TransferQueue()
    #expect(try transfer(server.url("/first"), method, on: queue).get().body == Array("ok".utf8))
    #expect(try transfer(server.url("/second"), method, on: queue).get().status == 503)
    #expect(server.connections() == 2)
  }

  @Test func `many transfers run at once and keep their ids`() throws {
    let hosts = (1...40).map { "127.0.1.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { .ok($0.path) }
    let queue = TransferQueue()
    for (id, host) in hosts.enumerated() {
      queue.add(request(try WebURL(server.url("/\(id)", host: host))), id: id)
    }
    var answers: [Int: String] = [:]
    while !queue.isEmpty {
      guard let done = queue.next(within: .seconds(5)) else { continue }
      answers[done.id] = String(decoding: try done.result.get().body, as: UTF8.self)
    }
    #expect(answers == Dictionary(uniqueKeysWithValues: hosts.indices.map { ($0, "/\($0)") }))
  }

  @Test func `a wait without transfers lasts as long as it was told`() {
    let queue = TransferQueue()
    let elapsed = ContinuousClock().measure { #expect(queue.next(within: .milliseconds(30)) == nil) }
    #expect(elapsed >= .milliseconds(29))
  }

  @Test func `interim answers and trailers do not count as headers`() throws {
    let server = try LoopbackServer { _ in
      Reply([
        .send("HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n\r\n"),
        .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nETag: \"late\"\r\n\r\n"),
      ])
    }
    let response = try transfer(server.url()).get()
    #expect(response.status == 200)
    #expect(response.headers["etag"] == nil)
    #expect(response.body == Array("x".utf8))
  }

  @Test func `a folded header is one line`() throws {
    let server = try LoopbackServer { _ in
      Reply([.send("HTTP/1.1 200 OK\r\nX-Long: a\r\n  b\r\nContent-Length: 0\r\n\r\n")])
    }
    #expect(try transfer(server.url()).get().headers["x-long"] == "a b")
  }

  @Test func `a header value goes back byte for byte, whatever its bytes`() throws {
    let value: [UInt8] = [0x22, 0xe9, 0xff, 0x20, 0x80, 0x22]
    let server = try LoopbackServer { _ in
      Reply([
        .send(Array("HTTP/1.1 200 OK\r\nETag: ".utf8) + value + Array("\r\nContent-Length: 0\r\n\r\n".utf8))
      ])
    }
    let tag = try #require(try transfer(server.url()).get().headers["etag"])
    _ = try transfer(server.url(), headers: [HTTPHeader("If-None-Match", tag)]).get()
    let sent = try #require(server.requests.last?.head)
    #expect(sent.firstRange(of: Array("If-None-Match: ".utf8) + value) != nil)
  }

  @Test(arguments: ["a\r\nX-Injected: 1", "a\rb", "a\nb", "a\0b", "a\u{1b}b", "a\u{7f}", "북한"])
  func `a header value with a control character or wide letter cannot be made`(value: String) {
    #expect(throws: HTTPHeaderError.value(name: "X-Key")) { try HTTPHeader("X-Key", value) }
  }

  @Test(arguments: ["", "A:", "A B", "A\r\n", "Schlüssel"])
  func `a header name that is not a token cannot be made`(name: String) {
    #expect(throws: HTTPHeaderError.name(name)) { try HTTPHeader(name, "x") }
  }
}
