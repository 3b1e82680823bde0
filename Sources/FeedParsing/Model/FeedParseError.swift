/// Why a document is not a feed.
package enum FeedParseError: Error, Sendable, Equatable {
  case empty
  case tooLarge(bytes: Int, limit: Int)
  /// A page for people, and the feeds it offers.
  case htmlPage(title: String?, feeds: [String])
  /// Something else; `beginning` is how it starts, on one line.
  case notAFeed(looksLike: String, beginning: String)
  case badJSON(offset: Int, reason: String)
}

extension FeedParseError: CustomStringConvertible {
  /// One sentence for a person.
  package var description: String {
    switch self {
    case .empty: "the document is empty"
    case .tooLarge(let bytes, let limit): "the document has \(bytes) bytes, more than the limit of \(limit)"
    case .htmlPage(let title, let feeds): Self.describe(title: title, feeds: feeds)
    case .notAFeed(let looksLike, let beginning): "\(looksLike), not a feed; it begins: \(beginning)"
    case .badJSON(let offset, let reason): "the JSON cannot be read: \(reason) at byte \(offset)"
    }
  }

  private static func describe(title: String?, feeds: [String]) -> String {
    let name = title.map { " titled \"\($0)\"" } ?? ""
    let offer = feeds.isEmpty ? "it offers no feed" : "it offers " + feeds.joined(separator: ", ")
    return "an HTML page\(name), not a feed; \(offer)"
  }
}
