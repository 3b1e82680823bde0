/// One feed to ask for, with what is remembered of its last complete answer.
package struct FetchRequest: Sendable {
  /// Comes back with the outcome.
  package var id: Int
  package var feed: Feed
  /// Where to ask: the feed's own address, or the one that it has moved to.
  package var url: String
  /// The validators of the last complete answer, byte for byte (RFC 9110, 8.8): one scalar for each byte.
  package var etag: String?
  package var lastModified: String?
  /// The address that issued the validators; they mean nothing to any other.
  package var validatorsURL: String?

  package init(
    id: Int, feed: Feed, url: String? = nil, etag: String? = nil, lastModified: String? = nil,
    validatorsURL: String? = nil
  ) {
    self.id = id
    self.feed = feed
    self.url = url ?? feed.url
    self.etag = etag
    self.lastModified = lastModified
    self.validatorsURL = validatorsURL
  }
}
