import Curl

/// The way of one request through its redirects, which we follow ourselves: libcurl follows any 3xx, even 304, and sends
/// validators and custom headers along to other sites.
struct FeedWalk {
  let request: FetchRequest
  private let access: OriginAccess
  private(set) var url: WebURL
  private(set) var redirects: [Redirect] = []
  /// Where it has been before `url`.
  private var visited: [WebURL] = []

  /// More hops than this are a mistake; browsers allow 20, but a feed polled every hour should not need them.
  static let maxRedirects = 5

  init(_ request: FetchRequest, secrets: SecretReader) throws(FetchError) {
    let origin: WebURL
    do {
      origin = try WebURL(request.feed.url)
      url = request.url == request.feed.url ? origin : try WebURL(request.url)
    } catch {
      throw FetchError(.address, host: request.feed.name, error.description)
    }
    access = try OriginAccess(request.feed, at: origin, secrets: secrets)
    self.request = request
  }

  /// The validators for the current address: those that it issued, no other's.
  var validators: Validators {
    guard request.validatorsURL == url.text else { return Validators() }
    return Validators(etag: request.etag, lastModified: request.lastModified)
  }

  /// What to ask the current address.
  func httpRequest(_ settings: FetchSettings) -> HTTPRequest {
    var request = HTTPRequest(
      url: url, headers: [settings.userAgent] + Self.negotiation + validators.headers,
      limits: settings.limits, addressPolicy: settings.addressPolicy, authorities: settings.authorities,
      proxy: settings.proxy)
    access.apply(to: &request)
    return request
  }

  /// The same at all times: an ETag belongs to one form of the body, and a server that is asked differently sends all of it.
  private static let negotiation: [HTTPHeader] = {
    let accept =
      "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
      + "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
    return [HTTPHeader("Accept", cleaning: accept), HTTPHeader("Accept-Encoding", cleaning: "gzip")]
  }()

  static func isRedirect(_ status: Int) -> Bool {
    [301, 302, 303, 307, 308].contains(status)
  }

  /// The host that the configuration names.
  var origin: String { visited.first?.host ?? url.host }

  /// Goes on to where a redirect leads.
  mutating func follow(_ response: HTTPResponse) throws(FetchError) {
    guard redirects.count < Self.maxRedirects else {
      throw error("more than \(Self.maxRedirects) redirects: \(chain)")
    }
    let target = try target(of: response)
    redirects.append(Redirect(from: url.text, to: target.text, status: response.status))
    visited.append(url)
    url = target
    if visited.contains(target) { throw error("redirect loop: \(chain)") }
    try access.check(redirectTo: target)
  }

  private func target(of response: HTTPResponse) throws(FetchError) -> WebURL {
    guard let location = response.headers["location"], !location.isEmpty else {
      throw error("\(response.status) without usable Location")
    }
    let target: WebURL
    do {
      target = try url.resolving(location)
    } catch {
      throw self.error("redirect refused: \(error)")
    }
    guard Self.isWebPort(target.port) || target.port == url.port else {
      throw error("redirect refused: port \(target.port) is no web server's")
    }
    return target
  }

  /// Only the configuration may name another port of a service of old, such as 22 or 25: a redirect must not make us talk to it.
  private static func isWebPort(_ port: Int) -> Bool { port == 80 || port == 443 || port >= 1024 }

  /// The addresses so far, for messages.
  private var chain: String {
    (visited + [url]).map(\.redacted).joined(separator: " -> ")
  }

  private func error(_ reason: String) -> FetchError {
    FetchError(.redirect, host: origin, reason)
  }
}
