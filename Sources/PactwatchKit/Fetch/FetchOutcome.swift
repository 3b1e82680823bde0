/// What came of asking for one feed.
package enum FetchOutcome: Sendable, Equatable {
  /// A complete body; whether it is a feed is for the parser to say.
  case fetched(FeedDocument)
  /// Nothing new; the document has no body, its validators are the ones to keep.
  case unchanged(FeedDocument)
  case failed(FetchError)
}

/// A feed as its server gave it.
package struct FeedDocument: Sendable, Equatable {
  /// Where it was found, after all redirects: relative links start here, and its validators belong to it.
  package var url: String
  package var status: Int
  /// Decoded.
  package var body: [UInt8] = []
  package var contentType: String?
  package var contentLanguage: String?
  /// Store validators only together with the items of a complete, well-formed feed: those of a broken one would pin it.
  package var etag: String?
  package var lastModified: String?
  /// How long the server calls it fresh, in milliseconds; 0 where it is stale at once, nil where nothing is said.
  package var freshness: Int?
  /// In the order they were followed.
  package var redirects: [Redirect] = []
  /// What is odd about the answer, but does no harm; a sentence each.
  package var notes: [String] = []
}

/// One step from an address to another.
package struct Redirect: Sendable, Equatable {
  package var from: String
  package var to: String
  package var status: Int

  /// Whether the server says that it is for good (RFC 9110, 15.4.2 and 15.4.9).
  package var isPermanent: Bool { status == 301 || status == 308 }
}
