import Curl
import FeedParsing

/// Why a feed could not be had: a class to count by and one sentence for people, which names the host and holds no secret.
package struct FetchError: Error, Sendable, Equatable {
  package var kind: Kind
  /// The HTTP status, where there was one.
  package var status: Int?
  /// Who answered with that status, as `host:port`.
  package var site: String?
  /// How long the site wants to be left alone, in milliseconds.
  package var retryAfter: Int?
  /// A sentence without its full stop: `news.example: 404 Not Found; has the feed moved?`
  package var message: String

  /// The classes of failures; their names are stored and shown.
  package enum Kind: String, Sendable, CaseIterable {
    /// The feed's address cannot be asked at all.
    case address
    /// Its login or its headers cannot be read.
    case secret
    case dns
    case dnsTimeout = "dns timeout"
    case blocked
    case refused
    /// The proxy of the configuration could not be used.
    case proxy
    case unreachable
    case connectTimeout = "connect timeout"
    /// The connection ended before an answer came.
    case reset
    case tls
    case tlsTimeout = "tls timeout"
    case timeout
    case tooSlow = "too slow"
    case tooLarge = "too large"
    case truncated
    case badAnswer = "bad answer"
    case encoding
    case empty
    /// A page for people.
    case page
    case notAFeed = "not a feed"
    case redirect
    /// "Not modified" to a request without a condition.
    case notModified = "not modified"
    case forbidden
    case botWall = "bot wall"
    case notFound = "not found"
    case gone
    case rateLimited = "rate limited"
    case server
    case status
    /// A `file:` feed.
    case file
    /// Left alone, because its site has just answered another feed that it is asked too often.
    case notAsked = "not asked"
    /// The time of the run was over.
    case deadline

    /// Whether it says nothing about the feed, which was not asked to the end.
    var isUnasked: Bool { self == .notAsked || self == .deadline }

    /// Whether nobody outside was asked: trying again costs nothing, and a person may have mended it.
    var isLocal: Bool { self == .address || self == .secret || self == .file }

    /// Whether the cause may be here: the network, its DNS, or a clock that makes all certificates expire.
    var mayBeHere: Bool {
      switch self {
      case .dns, .dnsTimeout, .refused, .proxy, .unreachable, .connectTimeout, .reset, .tls, .tlsTimeout,
        .timeout:
        true
      default: false
      }
    }
  }

  init(_ kind: Kind, host: String, status: Int? = nil, _ reason: String) {
    self.kind = kind
    self.status = status
    // Reasons may quote headers and addresses.
    self.message = CleanText.singleLine("\(host): \(reason)")
  }
}

extension FetchError: CustomStringConvertible {
  package var description: String { message }
}

// MARK: - From transfers

extension FetchError {
  init(_ error: TransferError, at walk: FeedWalk) {
    let origin = walk.redirects.isEmpty ? "" : " (redirected from \(walk.origin))"
    self.init(Self.kind(of: error), host: walk.url.host, error.description + origin)
  }

  private static func kind(of error: TransferError) -> Kind {
    switch error {
    case .nameNotFound: .dns
    case .nameTimeout: .dnsTimeout
    case .blockedAddress: .blocked
    case .refused: .refused
    case .unreachable: .unreachable
    case .connectTimeout: .connectTimeout
    case .noReply, .reset: .reset
    case .tls: .tls
    case .tlsTimeout: .tlsTimeout
    case .timeout: .timeout
    case .tooSlow: .tooSlow
    case .bodyTooLarge, .headersTooLarge: .tooLarge
    case .truncated: .truncated
    case .proxy: .proxy
    case .badHeader, .badReply, .other: .badAnswer
    }
  }
}

// MARK: - From documents

extension FetchError {
  /// For a document that is no feed; the sentence names what it is instead.
  init(_ error: FeedParseError) {
    switch error {
    case .empty: kind = .empty
    case .tooLarge: kind = .tooLarge
    case .htmlPage: kind = .page
    case .notAFeed, .badJSON: kind = .notAFeed
    }
    message = CleanText.singleLine(error.description)
  }
}

// MARK: - From statuses

extension FetchError {
  /// For an answer that is neither a feed nor a redirect (RFC 9110, 15).
  init(answer response: HTTPResponse) {
    let (kind, reason) = Self.explanation(of: response)
    let wait = Self.wait(response.headers)
    let wish = wait.map { "; it wants to be left alone for \($0 / 1_000) s" } ?? ""
    self.init(kind, host: response.url.host, status: response.status, reason + wish)
    retryAfter = wait
    site = response.url.authority
  }

  private static func wait(_ headers: HTTPHeaders) -> Int? {
    headers["retry-after"].flatMap {
      RetryAfter.milliseconds($0, now: headers.serverTime, longest: 2 * TimeSpan.day)
    }
  }

  private static func explanation(of response: HTTPResponse) -> (Kind, String) {
    if let vendor = BotWall.vendor(of: response) {
      return (
        .botWall, "\(response.status): blocked by bot protection (\(vendor)); ask the site to let us in"
      )
    }
    switch response.status {
    case 401, 407: return (.forbidden, "\(response.status) Unauthorized: it needs credentials")
    case 403: return (.forbidden, "403 Forbidden: the site refuses us; does a browser see the feed?")
    case 404: return (.notFound, "404 Not Found; has the feed moved?")
    case 410: return (.gone, "410 Gone: the feed was taken down for good; remove or replace it")
    case 429: return (.rateLimited, "429 Too Many Requests: the site limits how often it is asked")
    case 500...599: return (.server, "\(response.status): the server has a problem of its own")
    default: return (.status, "unexpected status \(response.status)")
    }
  }
}
