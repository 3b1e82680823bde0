import Curl
import Support
import Testing

@Suite(.enabled(if: TLSServer.isAvailable, "there is no openssl(1)"))
struct CurlTLSTests {
  /// Asks a server, trusting its own certificate where told so.
  private func ask(
    _ server: TLSServer, isTrusted: Bool, keys: [String] = []
  ) throws -> Result<HTTPResponse, TransferError> {
    var request = request(try WebURL(server.url()))
    request.pinnedKeys = keys.compactMap { PinnedKey($0) }
    if isTrusted { request.authorities = server.certificate }
    let queue = TransferQueue()
    queue.add(request, id: 0)
    return completion(of: queue)
  }

  private func reason(_ server: TLSServer, isTrusted: Bool = true) throws -> String? {
    guard case .failure(.tls(let reason)) = try ask(server, isTrusted: isTrusted) else { return nil }
    return reason
  }

  @Test func `a certificate that is trusted for its host is accepted`() throws {
    let response = try ask(try TLSServer(), isTrusted: true).get()
    #expect(response.body == Array(TLSServer.feed.utf8))
  }

  @Test func `a certificate that nobody vouches for is refused`() throws {
    #expect(
      try reason(try TLSServer(), isTrusted: false) == "SSL certificate problem: self-signed certificate")
  }

  @Test func `a certificate that is over is refused`() throws {
    #expect(try reason(try TLSServer(days: -1)) == "SSL certificate problem: certificate has expired")
  }

  @Test func `a certificate of another host is refused`() throws {
    let reason = try #require(try reason(try TLSServer(name: "DNS:other.example")))
    #expect(reason.contains("127.0.0.1"), "\(reason)")
  }

  @Test func `a pinned key is trusted, whoever vouches for it, for whichever name and time`() throws {
    for server in [try TLSServer(), try TLSServer(name: "DNS:other.example"), try TLSServer(days: -1)] {
      let response = try ask(server, isTrusted: false, keys: [Self.otherKey, server.pinnedKey]).get()
      #expect(response.body == Array(TLSServer.feed.utf8))
    }
  }

  @Test(arguments: [true, false])
  func `another key than the pinned one is refused, whoever vouches for it`(isTrusted: Bool) throws {
    let result = try ask(try TLSServer(), isTrusted: isTrusted, keys: [Self.otherKey])
    #expect(throws: TransferError.tls(reason: "the server has another key than the pinned one")) {
      try result.get()
    }
  }

  private static let otherKey = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

  @Test(arguments: [
    "", "sha256//", "sha1//AAAA", "/etc/passwd", otherKey + ";" + otherKey,
    "sha256//" + String(repeating: ";", count: 43) + "=",
  ])
  func `what is not one hash in Base64 is no pinned key`(text: String) {
    #expect(PinnedKey(text) == nil)
  }

  @Test(arguments: ["-tls1", "-tls1_1"])
  func `a version of TLS that is broken is refused`(version: String) throws {
    let server = try TLSServer(options: [version, "-cipher", "ALL:@SECLEVEL=0"])
    #expect(try reason(server) != nil)
  }

  @Test func `TLS 1_2 is good enough`() throws {
    let server = try TLSServer(options: ["-tls1_2"])
    #expect(try ask(server, isTrusted: true).get().status == 200)
  }

  @Test func `the TLS message reads well`() {
    #expect(
      TransferError.tls(reason: "SSL certificate problem: certificate has expired").description
        == "TLS: SSL certificate problem: certificate has expired")
  }
}
