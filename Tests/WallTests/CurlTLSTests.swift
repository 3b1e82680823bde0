import Curl
import Support
import Testing

@Suite(.enabled(if: TLSServer.isAvailable, "there is no openssl(1)"))
struct CurlTLSTests {
  /// Asks a server, trusting its own certificate where told so.
  private func ask(_ server: TLSServer, isTrusted: Bool) throws -> Result<HTTPResponse, TransferError> {
    var request = request(try WebURL(server.url()))
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
