/// Why a transfer failed. Each has its own sentence, which continues "HOST: "; none holds a part of the address or a header.
package enum TransferError: Error, Sendable, Equatable {
  case nameNotFound
  case nameTimeout
  /// The server's address is private, or reserved, and not listed as allowed.
  case blockedAddress(IPAddress)
  case refused
  case unreachable(reason: String)
  case connectTimeout
  case tls(reason: String)
  case tlsTimeout
  /// No byte of an answer came.
  case noReply
  case reset
  case tooSlow(bytesPerSecond: Int, seconds: Int)
  case timeout(milliseconds: Int)
  case bodyTooLarge(limit: Int)
  case headersTooLarge(limit: Int)
  /// `expected` is nil where the length was not announced.
  case truncated(received: Int, expected: Int?)
  case badHeader(String)
  case badReply(reason: String)
  /// The proxy could not be reached, or did not want to reach the server.
  case proxy(reason: String)
  case other(code: Int, reason: String)
}

extension TransferError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nameNotFound: "the name has no address; check its spelling, and this machine's DNS"
    case .nameTimeout: "DNS timeout: nobody answered what the address of the name is"
    case .blockedAddress(let address):
      "blocked: \(address) is not a public address; list it under 'allow private' if it is meant"
    case .refused: "connection refused; nothing listens at this port"
    case .unreachable(let reason): "cannot connect: \(reason)"
    case .connectTimeout: "connect timeout: the server did not take the connection"
    case .tls(let reason): "TLS: \(reason)"
    case .tlsTimeout: "TLS timeout: the handshake did not end"
    case .noReply: "the server closed the connection without an answer"
    case .reset: "the server reset the connection"
    case .tooSlow(let rate, let seconds): "too slow: less than \(rate) B/s for \(seconds) s"
    case .timeout(let limit): "timeout: the answer was not complete after \(Self.text(ofMilliseconds: limit))"
    case .bodyTooLarge(let limit): "body over the limit of \(Self.text(of: limit))"
    case .headersTooLarge(let limit): "headers over the limit of \(Self.text(of: limit))"
    case .truncated(let received, let expected?): "truncated: \(received) of \(expected) bytes"
    case .truncated(let received, nil):
      "truncated: the connection was closed mid-body, after \(received) bytes"
    case .badHeader(let reason): "bad answer: \(reason)"
    case .badReply(let reason): "not a proper HTTP answer: \(reason)"
    case .proxy(let reason): "the proxy does not lead there: \(reason)"
    case .other(let code, let reason): "transfer failed: \(reason) (libcurl error \(code))"
    }
  }

  private static func text(ofMilliseconds time: Int) -> String {
    time % 1000 == 0 ? "\(time / 1000) s" : "\(time) ms"
  }

  private static func text(of bytes: Int) -> String {
    switch bytes {
    case (1 << 20)... where bytes % (1 << 20) == 0: "\(bytes >> 20) MiB"
    case (1 << 10)... where bytes % (1 << 10) == 0: "\(bytes >> 10) KiB"
    default: "\(bytes) bytes"
    }
  }
}
