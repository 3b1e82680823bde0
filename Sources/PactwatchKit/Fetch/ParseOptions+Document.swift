import FeedParsing

extension ParseOptions {
  static let mostItems = 10_000

  /// With limits that no publisher's feed reaches: more would only serve to use up memory.
  init(_ document: FeedDocument) {
    self.init(
      contentType: document.contentType, contentLanguage: document.contentLanguage, baseURL: document.url)
    limits.items = Self.mostItems
    limits.text = 1 << 20
  }
}
