/// What is remembered about a feed between two runs.
package struct FeedState: Sendable, Equatable {
  /// Its row in the state.
  package var id: Int
  package var name: String
  package var url: String
  package var validators: Validators?
  /// Of the last body that was taken in: an identical one needs no parsing.
  package var bodyHash: [UInt8]?
  /// Milliseconds since 1970, as all times here.
  package var lastAttempt: Int?
  package var lastSuccess: Int?
  /// Since the last success.
  package var failures = 0
  /// One sentence.
  package var lastError: String?
  /// Whether its first sight is done: what it brings from now on is news.
  package var isSeeded = false

  /// What a server gave to ask for changes with; sent back byte for byte (RFC 9110 section 13.1).
  package struct Validators: Sendable, Equatable {
    /// The address that gave them; they mean nothing anywhere else.
    package var url: String
    package var etag: String?
    package var lastModified: String?

    package init(url: String, etag: String?, lastModified: String?) {
      self.url = url
      self.etag = etag
      self.lastModified = lastModified
    }
  }

  package init(id: Int, name: String, url: String) {
    self.id = id
    self.name = name
    self.url = url
  }
}

extension FeedState {
  /// Takes note of a fetch that gave a feed, or the news that nothing has changed.
  package mutating func succeed(at time: Int) {
    lastAttempt = time
    lastSuccess = time
    failures = 0
    lastError = nil
  }

  /// Takes note of a fetch that failed, with the reason as one sentence.
  package mutating func fail(at time: Int, _ reason: String) {
    lastAttempt = time
    failures += 1
    lastError = reason
  }
}
