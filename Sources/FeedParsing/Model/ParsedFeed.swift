/// What a feed document says, whatever its format.
///
/// All text is free of control and bidi characters. The dates are in milliseconds since 1970, UTC.
package struct ParsedFeed: Sendable, Equatable {
  package var format: FeedFormat
  /// The encoding the bytes were read in, by its WHATWG name.
  package var encoding: String
  package var title: String?
  /// The title as plain text.
  package var titleText: String?
  package var link: String?
  /// BCP 47, as the feed or else the `Content-Language` header says it.
  package var language: String?
  package var published: Int?
  package var updated: Int?
  /// How often it says that it changes, in milliseconds.
  package var updateInterval: Int?
  /// In document order.
  package var items: [ParsedItem] = []
  /// Whether the document was complete and well-formed: only then may its validators be stored.
  package var isComplete = true
  /// Whether it ends in the middle: items may be missing.
  package var isCutOff = false
  /// What was odd about it, a clause each: cut off, bad bytes, entities declared, limits reached.
  package var notes: [String] = []

  package init(format: FeedFormat, encoding: String) {
    self.format = format
    self.encoding = encoding
  }
}
