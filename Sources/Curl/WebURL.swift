import CCurl

/// An absolute `http` or `https` address, parsed by libcurl: the parser that decides is the one that connects.
///
/// The text is in one form: host in lower case, numeric hosts as dotted numbers, no default port, no fragment, dot segments
/// removed, spaces and non-ASCII bytes percent-encoded. User names and passwords are refused: they end up in logs.
package struct WebURL: Sendable, Hashable {
  package let text: String
  package let isSecure: Bool
  /// In lower case; an IPv6 address in brackets.
  package let host: String
  package let port: Int

  package init(_ text: String) throws(WebURLError) {
    self = try URLHandle().setting(Array(text.utf8)).webURL()
  }

  /// The parts as libcurl gave them.
  init(text: String, isSecure: Bool, host: String, port: Int) {
    self.text = text
    self.isSecure = isSecure
    self.host = host
    self.port = port
  }

  /// Where `location`, a relative or absolute reference (RFC 3986, 5.2), leads to from here.
  ///
  /// `location` is the value of a header, one scalar for each byte as `HTTPHeader` holds it.
  package func resolving(_ location: String) throws(WebURLError) -> WebURL {
    try URLHandle().setting(Array(text.utf8)).setting(HTTPHeader.bytes(of: location)).webURL()
  }

  /// The address that the host is written as, where it is no name; `localhost` is one of a kind (RFC 6761, 6.3).
  package var hostAddress: IPAddress? {
    if host == "localhost" || host.hasSuffix(".localhost") { return .v4(0x7f00_0001) }
    return IPAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
  }

  /// Scheme, host and port: whom credentials belong to (RFC 6454, 4).
  package var origin: String { "\(isSecure ? "https" : "http")://\(authority)" }

  /// What a server is to us: `host:port`. Politeness counts by it.
  package var authority: String { "\(host):\(port)" }

  /// For messages: long parts of the path and the values of the query are masked, they may be keys or tokens.
  package var redacted: String {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).enumerated().map {
      $0.offset >= Self.partsBeforePath && $0.element.utf8.count > Self.longestName ? "..." : $0.element
    }
    guard parts.count > 1 else { return path.joined(separator: "/") }
    let values = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { parameter in
      parameter.firstIndex(of: "=").map { parameter[...$0] + "..." } ?? "..."
    }
    return path.joined(separator: "/") + "?" + values.joined(separator: "&")
  }

  /// `https:`, nothing, and the host.
  private static let partsBeforePath = 3
  /// Names in the paths of feeds are shorter, tokens are longer.
  private static let longestName = 20
}

/// Why a text is not an address that pactwatch asks.
package enum WebURLError: Error, Equatable, Sendable {
  case empty
  case tooLong
  /// A control character or backslash, which URL parsers disagree about.
  case forbiddenCharacter
  case scheme(String)
  case credentials
  case host
  /// The reason in libcurl's words.
  case malformed(String)
}

extension WebURLError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the address is empty"
    case .tooLong: "the address is longer than \(URLHandle.longest) bytes"
    case .forbiddenCharacter: "the address has a control character or a backslash in it"
    case .scheme(let scheme): "'\(scheme):' addresses are not supported, only http and https"
    case .credentials: "the address has a user name or password in it"
    case .host: "the host is not a plain name; write an international name in its xn-- form"
    case .malformed(let reason): "the address is malformed: \(reason)"
    }
  }
}
