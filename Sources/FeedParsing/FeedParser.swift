/// Reads feed documents: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
package enum FeedParser {
  /// What the document says, whatever its bytes: never traps, takes linear time, opens nothing.
  package static func parse(
    _ bytes: [UInt8], options: ParseOptions = ParseOptions()
  ) throws(FeedParseError) -> ParsedFeed {
    guard bytes.count <= options.limits.bytes else {
      throw .tooLarge(bytes: bytes.count, limit: options.limits.bytes)
    }
    let document = TextDecoder.decode(bytes, contentType: options.contentType)
    let content = Whitespace.trimmed(0..<document.bytes.count, of: document.bytes)
    guard !content.isEmpty else { throw .empty }
    if document.bytes[content.lowerBound] == UInt8(ascii: "{") {
      return try JSONFeedReader.read(document, options: options)
    }
    let found = RootSearch.search(document.bytes)
    if case .feed(let root) = found {
      var reader = XMLFeedReader(document, root: root, options: options)
      let feed = reader.read()
      // A page may speak of feeds; one that holds a feed holds its items.
      if !root.isInPage || !feed.items.isEmpty { return feed }
    }
    if let feed = JSONFeedReader.readBehindJunk(document, options: options) { return feed }
    switch found {
    case .feed, .html: throw HTMLPage.error(document.bytes, base: options.baseURL)
    case .other(let element): throw NotAFeed.error(document.bytes, original: bytes, element: element)
    case .none: throw NotAFeed.error(document.bytes, original: bytes, element: nil)
    }
  }
}
