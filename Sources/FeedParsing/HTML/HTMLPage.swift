/// What an HTML page says about itself and the feeds it offers.
package struct HTMLPage: Sendable, Equatable {
  package private(set) var title: String?
  /// The addresses of its `<link rel="alternate">` to feeds, absolute where a base is known.
  package private(set) var feeds: [String] = []

  private static let feedTypes = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
  ]
  /// A page offers a handful; more would only make a message long.
  private static let feedLimit = 5
  private static let titleLimit = 120

  package init(_ html: String, base: String? = nil) {
    self.init(Array(html.utf8), base: base ?? "")
  }

  init(_ bytes: [UInt8], base: String) {
    var scanner = XMLScanner(bytes)
    while feeds.count < Self.feedLimit {
      switch scanner.next() {
      case .start(let tag):
        let name = XMLName(bytes, tag.name)
        if name == Self.titleName, title == nil { readTitle(&scanner) }
        if name == Self.linkName { readLink(tag, bytes, base) }
        if name == Self.bodyName { return }
      case .finish: return
      default: break
      }
    }
  }

  private mutating func readTitle(_ scanner: inout XMLScanner) {
    guard case .text(let range) = scanner.next() else { return }
    let text = HTMLText.plainText(scanner.bytes, range)
    title = CleanText.singleLine(text, limit: Self.titleLimit)
  }

  private mutating func readLink(_ tag: XMLTag, _ bytes: [UInt8], _ base: String) {
    var reader = XMLAttributeReader(bytes, tag.attributes, limit: 32)
    var values: [XMLName: String] = [:]
    while let attribute = reader.next() {
      values[XMLName(bytes, attribute.name)] = HTMLText.plainText(bytes, attribute.value)
    }
    guard values[Self.relName]?.lowercased().contains("alternate") == true,
      Self.feedTypes.contains(values[Self.typeName]?.lowercased() ?? ""),
      let target = values[Self.hrefName], !target.isEmpty
    else { return }
    feeds.append(CleanText.singleLine(URLReference.resolve(target, against: base)))
  }

  private static let titleName = XMLName("title")
  private static let linkName = XMLName("link")
  private static let bodyName = XMLName("body")
  private static let relName = XMLName("rel")
  private static let typeName = XMLName("type")
  private static let hrefName = XMLName("href")

  static func error(_ bytes: [UInt8], base: String?) -> FeedParseError {
    let page = HTMLPage(bytes, base: base ?? "")
    return .htmlPage(title: page.title, feeds: page.feeds)
  }
}
