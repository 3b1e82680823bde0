/// What to ask a server for, and how much it may cost.
package struct HTTPRequest: Sendable {
  package enum Method: Sendable, Equatable {
    case get
    case post(body: [UInt8])
  }

  package var url: WebURL
  package var method: Method
  /// All that is sent beside `Host` and the length of the body; `User-Agent` is one of them.
  package var headers: [HTTPHeader]
  package var limits: TransferLimits
  package var addressPolicy: AddressPolicy
  /// The certificate authorities that an `https` server is checked against: a PEM file.
  package var authorities: String
  /// Where given, the server's key must be one of these, and is trusted whatever its certificate says.
  package var pinnedKeys: [PinnedKey]
  /// Reached in place of the server, which it then asks; the policy knows only hosts that are written as addresses.
  package var proxy: WebURL?

  /// Debian's bundle, kept by the package ca-certificates.
  package static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

  package init(
    url: WebURL, method: Method = .get, headers: [HTTPHeader] = [],
    limits: TransferLimits = TransferLimits(), addressPolicy: AddressPolicy = AddressPolicy(),
    authorities: String = HTTPRequest.systemAuthorities, pinnedKeys: [PinnedKey] = [], proxy: WebURL? = nil
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.limits = limits
    self.addressPolicy = addressPolicy
    self.authorities = authorities
    self.pinnedKeys = pinnedKeys
    self.proxy = proxy
  }
}

extension HTTPRequest {
  /// The address that the host is written as, where the policy does not permit it and a proxy would ask it without a question.
  var addressKeptFromProxy: IPAddress? {
    guard proxy != nil else { return nil }
    let address = url.hostAddress
    return address.flatMap { addressPolicy.permits($0) ? nil : $0 }
  }
}

/// What one transfer may take; past it the transfer fails and is dropped.
package struct TransferLimits: Sendable, Equatable {
  /// Finding the name, connecting and the TLS handshake together.
  package var connect: Duration = .seconds(15)
  package var total: Duration = .seconds(60)
  /// Slower than this for `slowSeconds` on end is given up: no feed needs it, and it would hold a place in the queue.
  package var slowBytesPerSecond = 100
  package var slowSeconds = 20
  /// The body as it comes over the wire. libcurl's own limit does not hold for bodies without a length before 8.4.
  package var bodyBytes = 10 << 20
  package var headerBytes = 64 << 10
  /// Whether a longer body is cut off there and the answer holds all the same, with the body's beginning.
  package var cutsBody = false

  package init() {}
}
