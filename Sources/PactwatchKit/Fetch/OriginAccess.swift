import Crypto
import Curl

/// What goes to the configured origin of a feed, scheme, host and port, and to nobody that it redirects to.
struct OriginAccess {
  private let origin: WebURL
  private let access: FeedAccess
  private let headers: [HTTPHeader]

  /// Reads the secrets of the feed.
  init(_ feed: Feed, at url: WebURL, secrets: SecretReader) throws(FetchError) {
    origin = url
    access = feed.access
    do throws(SecretError) {
      var headers: [HTTPHeader] = []
      if let file = access.headers { headers += try Self.headers(try secrets.read(file)) }
      if let login = access.login { headers.append(try Self.authorization(try secrets.read(login))) }
      self.headers = headers
    } catch {
      throw FetchError(.secret, host: url.host, error.message)
    }
  }

  /// Adds to a request what its address is entitled to.
  func apply(to request: inout HTTPRequest) {
    if !access.usesProxy { request.proxy = nil }
    guard request.url.origin == origin.origin else { return }
    if !headers.isEmpty {
      let names = Set(headers.map { $0.name.lowercased() })
      request.headers = request.headers.filter { !names.contains($0.name.lowercased()) } + headers
    }
    request.authorities = access.authorities ?? request.authorities
    request.pinnedKeys = access.pinnedKeys
  }

  /// Whoever answers for a feed with a secret must not lead it from where nobody listens to where everybody may.
  func check(redirectTo url: WebURL) throws(FetchError) {
    guard access.hasSecret, origin.isSecure, !url.isSecure else { return }
    throw FetchError(
      .redirect, host: origin.host,
      "redirect refused: it leads from https to http, and the feed has a login or headers of its own")
  }
}

// MARK: - What the files hold

extension OriginAccess {
  private static func authorization(_ login: String) throws(SecretError) -> HTTPHeader {
    guard login.contains(":"), !login.contains(where: \.isNewline) else {
      throw SecretError(message: "its login is not one line user:password")
    }
    return HTTPHeader("Authorization", cleaning: "Basic " + Base64.encode(Array(login.utf8)))
  }

  private static func headers(_ text: String) throws(SecretError) -> [HTTPHeader] {
    var headers: [HTTPHeader] = []
    // To Swift the line end of Windows is one character.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      if !line.isEmpty { headers.append(try header(line, number: index + 1)) }
    }
    return headers
  }

  /// A message never quotes the line, which may be the secret alone.
  private static func header(_ line: Substring, number: Int) throws(SecretError) -> HTTPHeader {
    let parts = line.split(separator: ":", maxSplits: 1)
    let name = parts.first.map(String.init) ?? ""
    let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    guard !value.isEmpty, let header = try? HTTPHeader(name, value) else {
      throw SecretError(message: "line \(number) of its headers is not 'Name: value' in printable ASCII")
    }
    guard !reserved.contains(name.lowercased()) else {
      throw SecretError(message: "line \(number) of its headers sets one that is never its own to set")
    }
    return header
  }

  /// What frames a message, and what we decide by: the body's form, and which answer is still good.
  private static let reserved: Set = [
    "host", "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade", "expect",
    "range",
    "accept-encoding", "if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range",
  ]
}
