@testable import PactwatchKit
import Support
import Testing

@Suite struct BodyFetchTests {
  static let feed = Array(smallFeed.utf8)

  @Test(
    arguments: [
      (Reply.gzipped(feed), []),
      (.status(200, headers: ["Content-Encoding: x-gzip"], body: Gzip.compress(feed)), []),
      (.status(200, headers: ["Content-Encoding: GZIP"], body: Gzip.compress(feed)), []),
      (.status(200, headers: ["Content-Encoding: identity"], body: feed), []),
      // A file stored compressed, without a label.
      (.status(200, headers: ["Content-Type: application/xml"], body: Gzip.compress(feed)), []),
      (
        .status(200, headers: ["Content-Encoding: gzip"], body: feed),
        ["mislabelled encoding: it says gzip, but is not compressed"]
      ),
      // Two members, and what some servers leave behind the end.
      (
        .status(
          200, headers: ["Content-Encoding: gzip"],
          body: Gzip.compress(Array(feed.prefix(20))) + Gzip.compress(Array(feed.dropFirst(20))) + [0, 0, 0]),
        []
      ),
      // gzip's header is 10 bytes, its trailer 8: what is between is deflate.
      (
        .status(
          200, headers: ["Content-Encoding: deflate"],
          body: Array(Gzip.compress(feed).dropFirst(10).dropLast(8))), []
      ),
      (.chunked([Array(feed.prefix(7)), Array(feed.dropFirst(7))]), []),
      (.untilClose(feed), []),
    ] as [(Reply, [String])])
  func `a body arrives decoded`(reply: Reply, notes: [String]) throws {
    let server = try LoopbackServer { _ in reply }
    let outcome = try fetch(server.url())
    #expect(outcome.body == smallFeed)
    #expect(outcome.document?.notes == notes)
  }

  @Test(
    arguments: [
      (
        Reply.short(Array("<rss>".utf8), of: 1000, headers: ["ETag: \"v1\""]), FetchError.Kind.truncated,
        "truncated: 5 of 1000 bytes"
      ),
      (
        .chunked([Array("<rss>".utf8)], isCut: true), .truncated,
        "truncated: the connection was closed mid-body, after 5 bytes"
      ),
      (
        .status(200, headers: ["Content-Encoding: gzip"], body: Gzip.compress(feed).dropLast(9)), .truncated,
        "the compressed body is truncated"
      ),
      (.ok("", headers: ["ETag: \"v1\""]), .empty, "empty response; the server may be in trouble"),
      (.gzipped([]), .empty, "empty response; the server may be in trouble"),
      (
        .ok("abcdef", headers: ["Content-Length: 3"]), .badAnswer,
        "bad answer: conflicting Content-Length headers"
      ),
      (
        .ok("x", headers: ["Content-Encoding: br"]), .encoding,
        "unsupported encoding 'br'; only gzip was asked for"
      ),
      (
        .ok("x", headers: ["Content-Encoding: utf-8"]), .encoding,
        "unsupported encoding 'utf-8'; only gzip was asked for"
      ),
      (
        .ok("x", headers: ["Content-Encoding: gzip, gzip"]), .encoding,
        "unsupported encoding 'gzip, gzip'; only gzip was asked for"
      ),
      (
        .ok("x", headers: ["Content-Encoding: gzip", "Content-Encoding: br"]), .encoding,
        "unsupported encoding 'gzip, br'; only gzip was asked for"
      ),
      (
        .status(200, headers: ["Content-Encoding: gzip"], body: [0x1f, 0x8b, 0xff, 0xff, 0xff, 0xff]),
        .encoding,
        "the compressed body is damaged: unknown compression method"
      ),
    ] as [(Reply, FetchError.Kind, String)])
  func `a body that is not whole is a failure, not a document`(
    reply: Reply, kind: FetchError.Kind, reason: String
  ) throws {
    let server = try LoopbackServer { _ in reply }
    let error = try #require(try fetch(server.url()).error)
    #expect(error.kind == kind)
    #expect(error.message == "127.0.0.1: \(reason)")
  }

  @Test func `bombs end at the limits`() throws {
    let zeros = Gzip.compress([UInt8](repeating: 0x20, count: 64 << 20))
    let server = try LoopbackServer { request in
      switch request.path {
      case "/gzip": .status(200, headers: ["Content-Encoding: gzip"], body: zeros)
      case "/unlabelled": .status(200, body: zeros)
      case "/announced": Reply([.send(Reply.head(200, ["Content-Length: 99999999999"])), .hang])
      default: Reply([.send(Reply.head(200, [])), .repeated([UInt8](repeating: 0x20, count: 64 << 10))])
      }
    }
    let reasons = try ["/gzip", "/unlabelled", "/announced", "/endless"].map { path in
      try fetch(server.url(path)).error
    }
    #expect(reasons.allSatisfy { $0?.kind == .tooLarge })
    #expect(
      reasons[0]?.message
        == "127.0.0.1: the body inflates more than 200-fold: refused as a decompression bomb")
    #expect(reasons[2]?.message == "127.0.0.1: body over the limit of 10 MiB")
    #expect(reasons[3]?.message == "127.0.0.1: body over the limit of 10 MiB")
  }

  @Test func `the limit is on the decoded body too`() throws {
    let text = (0..<60_000).map { "<item>\($0 &* 7919)</item>" }.joined()
    let server = try LoopbackServer { _ in .gzipped(Array(text.utf8)) }
    var settings = try loopbackSettings()
    settings.maxBodyBytes = 1 << 20
    #expect(
      try fetch(server.url(), settings).error?.message
        == "127.0.0.1: the body inflates to over the limit of 1 MiB")
  }

  @Test func `control characters of headers reach neither messages nor documents`() throws {
    let server = try LoopbackServer { request in
      request.path == "/coding"
        ? .ok("x", headers: ["Content-Encoding: \u{1b}[31mbr\u{7}"])
        : .ok(smallFeed, headers: ["Content-Type: text/xml\u{1b}", "Content-Language: k\u{8}o"])
    }
    #expect(
      try fetch(server.url("/coding")).error?.message
        == "127.0.0.1: unsupported encoding '[31mbr'; only gzip was asked for")
    let document = try #require(try fetch(server.url("/feed")).document)
    #expect(document.contentType == nil)
    #expect(document.contentLanguage == nil)
  }

  @Test func `type and language of the document are told`() throws {
    let server = try LoopbackServer { _ in
      .ok(smallFeed, headers: ["Content-Type: text/xml; charset=euc-kr", "Content-Language: ko"])
    }
    let document = try #require(try fetch(server.url()).document)
    #expect(document.contentType == "text/xml; charset=euc-kr")
    #expect(document.contentLanguage == "ko")
  }
}
