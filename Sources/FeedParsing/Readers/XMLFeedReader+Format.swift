import Bytes

/// Which of the formats a document is in, by its root element.
extension XMLFeedReader {
  func format(of element: FeedElement, _ tag: XMLTag, _ attributes: TagAttributes) -> FeedFormat {
    let version = attributes[.version] ?? ""
    switch element {
    case .feed: return atom(version: version, uris: uris(attributes))
    case .rdf: return rdf(uris: uris(attributes))
    default: return rss(version: version)
    }
  }

  private func uris(_ attributes: TagAttributes) -> [String] {
    (attributes.declarations.map(\.uri) + [attributes.defaultNamespace ?? ""]).map { $0.lowercased() }
  }

  private func rdf(uris: [String]) -> FeedFormat {
    uris.contains { $0.hasPrefix("http://purl.org/rss/1.0/") && !$0.contains("modules") } ? .rss10 : .rss090
  }

  private func atom(version: String, uris: [String]) -> FeedFormat {
    if uris.contains(where: { $0.hasPrefix("http://www.w3.org/2005/atom") }) { return .atom10 }
    if uris.contains(where: { $0.hasPrefix("http://purl.org/atom/") }) || version.hasPrefix("0.") {
      return .atom03
    }
    return version == "1.0" ? .atom10 : .atom
  }

  private func rss(version: String) -> FeedFormat {
    switch version {
    case "0.90": .rss090
    case "0.91": isNetscape ? .rss091n : .rss091u
    case "0.92": .rss092
    case "0.93": .rss093
    case "0.94": .rss094
    case let later where later.hasPrefix("2"): .rss20
    default: .rss
    }
  }
}
