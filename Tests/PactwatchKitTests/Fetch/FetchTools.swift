import Curl
@testable import PactwatchKit
import Support
import Testing

/// A complete feed of one item.
let smallFeed = "<rss version=\"2.0\"><channel><item><title>One</title></item></channel></rss>"

/// Settings under which 127.0.0.1 and 127.0.1.x are the internet, and all else of 127/8 the internal network.
func loopbackSettings() throws -> FetchSettings {
  var settings = FetchSettings(userAgent: FetchSettings.userAgent(contact: "ops@example.org"))
  settings.gap = .zero
  settings.addressPolicy = AddressPolicy(allowing: [
    try AddressPrefix("127.0.0.1/32"), try AddressPrefix("127.0.1.0/24"),
  ])
  return settings
}

/// Asks once for one feed.
func fetch(
  _ url: String, etag: String? = nil, lastModified: String? = nil, validatorsURL: String? = nil,
  _ settings: FetchSettings? = nil
) throws -> FetchOutcome {
  let request = FetchRequest(
    id: 7, feed: Feed(name: "test", url: url), etag: etag, lastModified: lastModified,
    validatorsURL: validatorsURL)
  var outcomes: [FetchOutcome] = []
  Fetcher(try settings ?? loopbackSettings()).run([request]) { outcomes.append($1) }
  return try #require(outcomes.count == 1 ? outcomes.first : nil, "one outcome for each request")
}

/// Asks again with what the last outcome said to remember.
func refetch(_ url: String, after outcome: FetchOutcome) throws -> FetchOutcome {
  let last = try #require(outcome.document)
  return try fetch(url, etag: last.etag, lastModified: last.lastModified, validatorsURL: last.url)
}

extension FetchOutcome {
  /// The document, fetched or unchanged.
  var document: FeedDocument? {
    switch self {
    case .fetched(let document), .unchanged(let document): document
    case .failed: nil
    }
  }

  var body: String? {
    if case .fetched(let document) = self { String(decoding: document.body, as: UTF8.self) } else { nil }
  }

  var error: FetchError? {
    if case .failed(let error) = self { error } else { nil }
  }

  var isUnchanged: Bool {
    if case .unchanged = self { true } else { false }
  }
}
