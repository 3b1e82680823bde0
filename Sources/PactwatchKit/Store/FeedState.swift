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
  /// When the server last sent the whole document instead of "not modified".
  package var lastDocument: Int?
  /// Since the last success; nil where that was the last thing to happen.
  package var failure: Failure?
  /// How long the server called its last answer fresh, in milliseconds; 0 where it was stale at once.
  package var freshness: Int?
  /// How often the document says that it changes, in milliseconds.
  package var updateInterval: Int?
  /// Nil where it was never asked.
  package var due: Due?
  package var move: FeedMove?
  /// What is odd about its last document, a clause each; told when it begins.
  package var notes: [String] = []
  /// When it last brought something new.
  package var lastNews: Int?
  /// How long it uses to bring nothing new, in milliseconds.
  package var usualGap: Int?
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

  /// A row of failures that goes on.
  package struct Failure: Sendable, Equatable {
    package var since: Int
    package var count = 1
    /// Of the last one.
    package var kind: FetchError.Kind
    /// One sentence.
    package var message: String
  }

  package init(id: Int, name: String, url: String) {
    self.id = id
    self.name = name
    self.url = url
  }
}
