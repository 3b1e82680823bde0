@testable import PactwatchKit
import Support
import Testing

@Suite struct ConditionalFetchTests {
  @Test func `validators go back and only the first request is unconditional`() throws {
    let server = try LoopbackServer { request in
      let headers = ["ETag: \"v1\"", "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT"]
      return request["If-None-Match"] == "\"v1\"" ? .status(304) : .ok(smallFeed, headers: headers)
    }
    var outcome = try fetch(server.url("/feed"))
    #expect(outcome.body == smallFeed)
    for _ in 0..<3 {
      outcome = try refetch(server.url("/feed"), after: outcome)
      #expect(outcome.isUnchanged)
    }
    #expect(server.requests.map { $0["If-None-Match"] } == [nil, "\"v1\"", "\"v1\"", "\"v1\""])
    #expect(
      server.requests.dropFirst().allSatisfy { $0["If-Modified-Since"] == "Mon, 01 Jan 2024 00:00:00 GMT" })
  }

  @Test(
    arguments: [
      "\"v1\"", "W/\"x y\"", "unquoted", "\"q\"uote\"", "\"a-gzip\"", "\"\u{e9}\u{ff}\"",
      String(repeating: "e", count: 1024),
    ])
  func `an ETag goes back byte for byte`(tag: String) throws {
    let bytes = tag.unicodeScalars.map { UInt8($0.value) }
    let server = try LoopbackServer { _ in
      let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nETag: ".utf8) + bytes
      return Reply([.send(head), .send("\r\n\r\n<rss/>")])
    }
    _ = try refetch(server.url(), after: try fetch(server.url()))
    let line = Array("If-None-Match: ".utf8) + bytes + Array("\r\n".utf8)
    let head = try #require(server.requests.last).head + Array("\r\n".utf8)
    #expect(head.firstRange(of: line) != nil)
  }

  @Test func `an odd date goes back as it came, and no ETag with it`() throws {
    let date = "Mon, 1 Jan 2024 00:00:00 +0000"
    let server = try LoopbackServer { _ in .ok(smallFeed, headers: ["Last-Modified: \(date)"]) }
    _ = try refetch(server.url(), after: try fetch(server.url()))
    #expect(server.requests.last?["If-Modified-Since"] == date)
    #expect(server.requests.last?["If-None-Match"] == nil)
  }

  @Test(
    arguments: [
      ("Mon, 01 Jan 2024 00:00:09 GMT", "Mon, 01 Jan 2024 00:00:10 GMT", false),
      ("Mon, 01 Jan 2024 00:00:10 GMT", "Mon, 01 Jan 2024 00:00:10 GMT", false),
      ("Mon, 01 Jan 2024 09:00:00 GMT", "Mon, 01 Jan 2024 00:00:10 GMT", false),
      ("Mon, 01 Jan 2024 00:00:08 GMT", "Mon, 01 Jan 2024 00:00:10 GMT", true),
      ("Mon, 01 Jan 2024 00:00:08 GMT", nil, true),
      ("Fri, 01 Jan 2100 00:00:00 GMT", nil, false),
      ("yesterday", "Mon, 01 Jan 2024 00:00:10 GMT", true),
    ])
  func `a Last-Modified that a later change may share is dropped with a note, unless there is an ETag`(
    lastModified: String, date: String?, isKept: Bool
  ) throws {
    let server = try LoopbackServer { request in
      let tag = request.path == "/tagged" ? ["ETag: \"v1\""] : []
      return .ok(
        smallFeed, headers: ["Last-Modified: \(lastModified)"] + (date.map { ["Date: \($0)"] } ?? []) + tag)
    }
    let bare = try #require(try fetch(server.url()).document)
    #expect(bare.lastModified == (isKept ? lastModified : nil))
    #expect(
      bare.notes
        == (isKept
          ? []
          : [
            "its server says that it changed at the very moment of the answer: it is asked for in full again"
          ]))
    #expect(try fetch(server.url("/tagged")).document?.lastModified == lastModified)
  }

  @Test(
    arguments: [
      Array("\"a\rX-Injected: 1\"".utf8), Array("\"a\u{1b}[31m\"".utf8),
      [UInt8](repeating: 0x65, count: 1025),
    ])
  func `an ETag that cannot be sent back is dropped with a note`(tag: [UInt8]) throws {
    let server = try LoopbackServer { _ in
      let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nETag: ".utf8) + tag
      return Reply([.send(head), .send("\r\n\r\n<rss/>")])
    }
    let first = try fetch(server.url())
    #expect(first.document?.etag == nil)
    #expect(
      first.document?.notes == [
        "its ETag cannot be sent back and is dropped: it is too long or has control characters"
      ])
    _ = try refetch(server.url(), after: first)
    let sent = server.requests.map { String(decoding: $0.head, as: UTF8.self) }
    #expect(sent.allSatisfy { !$0.contains("X-Injected") && !$0.contains("If-None-Match") })
  }

  @Test func `a NUL in a header fails the answer`() throws {
    let server = try LoopbackServer { _ in .ok(smallFeed, headers: ["ETag: \"a\0b\""]) }
    #expect(try fetch(server.url()).error?.kind == .badAnswer)
  }

  @Test func `validators from a state that was tampered with are not sent`() throws {
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    let url = server.url()
    _ = try fetch(url, etag: "a\r\nX-Injected: 1", lastModified: "b\nc", validatorsURL: url)
    #expect(
      server.requests.map { $0.headers.map(\.name) } == [["Host", "User-Agent", "Accept", "Accept-Encoding"]])
  }

  @Test func `a bare 304 keeps the validators`() throws {
    let server = try LoopbackServer { _ in Reply([.send("HTTP/1.1 304 Not Modified\r\n\r\n")]) }
    let outcome = try fetch(server.url(), etag: "\"v1\"", lastModified: "then", validatorsURL: server.url())
    let document = try #require(outcome.isUnchanged ? outcome.document : nil)
    #expect(document.etag == "\"v1\"")
    #expect(document.lastModified == "then")
    #expect(document.body.isEmpty)
  }

  @Test func `a 304 with a new ETag replaces that one`() throws {
    let server = try LoopbackServer { _ in .status(304, headers: ["ETag: \"v2\""]) }
    let outcome = try fetch(server.url(), etag: "\"v1\"", lastModified: "then", validatorsURL: server.url())
    #expect(outcome.document?.etag == "\"v2\"")
    #expect(outcome.document?.lastModified == "then")
  }

  @Test func `a 304 with a Location is a 304`() throws {
    let server = try LoopbackServer { _ in .status(304, headers: ["Location: /other"]) }
    let outcome = try fetch(server.url("/feed"), etag: "\"v1\"", validatorsURL: server.url("/feed"))
    #expect(outcome.isUnchanged)
    #expect(server.requests.map(\.path) == ["/feed"])
  }

  @Test func `a 304 without a condition is a failure`() throws {
    let server = try LoopbackServer { _ in .status(304) }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == .notModified)
    #expect(
      error.message
        == "127.0.0.1: 304 Not Modified without a condition; the server or a cache before it is broken")
  }

  @Test func `a whole answer without validators clears them`() throws {
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    let outcome = try fetch(server.url(), etag: "\"v1\"", lastModified: "then", validatorsURL: server.url())
    #expect(outcome.document?.etag == nil)
    #expect(outcome.document?.lastModified == nil)
  }

  @Test func `a 304 may announce the length of what it does not send`() throws {
    let server = try LoopbackServer { _ in
      Reply([.send("HTTP/1.1 304 Same\r\nContent-Length: 99999999\r\n\r\n")])
    }
    #expect(try fetch(server.url(), etag: "\"v1\"", validatorsURL: server.url()).isUnchanged)
  }

  @Test func `validators of another address are not sent`() throws {
    let server = try LoopbackServer { _ in .ok(smallFeed) }
    _ = try fetch(server.url("/new"), etag: "\"v1\"", lastModified: "then", validatorsURL: server.url("/old"))
    #expect(server.requests.last?["If-None-Match"] == nil)
    #expect(server.requests.last?["If-Modified-Since"] == nil)
  }
}
