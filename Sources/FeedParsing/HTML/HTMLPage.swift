import Bytes

/// What an HTML page says about itself and the feeds it offers.
package struct HTMLPage: Sendable, Equatable {
  package private(set) var title: String?
  /// The addresses of its `<link rel="alternate">` to feeds, else of what its anchors call feeds, absolute where a
  /// base is known.
  package private(set) var feeds: [String] = []

  private static let feedTypes = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml",
    "application/xml",
  ]
  /// How the addresses of feeds end, without a slash.
  private static let feedEndings = [
    "rss", "rdf", "atom", "feed", "rss.xml", "feed.xml", "atom.xml", "feed.json",
  ]
  /// A page offers a handful; more would only make a message long.
  private static let feedLimit = 5
  private static let titleLimit = 120

  package init(_ html: String, base: String? = nil) {
    self.init(Array(html.utf8), base: base ?? "")
  }

  init(_ bytes: [UInt8], base: String) {
    var scanner = XMLScanner(bytes)
    var isHead = true
    while feeds.count < Self.feedLimit {
      switch scanner.next() {
      case .start(let tag):
        let name = XMLName(bytes, tag.name)
        if name == Self.titleName, title == nil { readTitle(&scanner) }
        if name == Self.linkName, isHead { readLink(tag, bytes, base) }
        if name == Self.anchorName { readAnchor(tag, bytes, base) }
        if name == Self.bodyName {
          isHead = false
          if !feeds.isEmpty { return }
        }
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
    let values = Self.attributes(of: tag, bytes)
    guard values[Self.relName]?.lowercased().contains("alternate") == true,
      Self.feedTypes.contains(values[Self.typeName]?.lowercased() ?? "")
    else { return }
    offer(values[Self.hrefName], base)
  }

  /// Many a paper links its feeds for readers only.
  private mutating func readAnchor(_ tag: XMLTag, _ bytes: [UInt8], _ base: String) {
    let target = Self.attributes(of: tag, bytes)[Self.hrefName]
    let path = target?.lowercased().prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last
    guard let path, Self.feedEndings.contains(where: { path == $0 || path.hasSuffix("." + $0) }) else {
      return
    }
    offer(target, base)
  }

  private mutating func offer(_ target: String?, _ base: String) {
    guard let target, !target.isEmpty else { return }
    let feed = CleanText.singleLine(URLReference.resolve(target, against: base))
    if !feeds.contains(feed) { feeds.append(feed) }
  }

  private static func attributes(of tag: XMLTag, _ bytes: [UInt8]) -> [XMLName: String] {
    var reader = XMLAttributeReader(bytes, tag.attributes, limit: 32)
    var values: [XMLName: String] = [:]
    while let attribute = reader.next() {
      values[XMLName(bytes, attribute.name)] = HTMLText.plainText(bytes, attribute.value)
    }
    return values
  }

  private static let titleName = XMLName("title")
  private static let linkName = XMLName("link")
  private static let bodyName = XMLName("body")
  private static let anchorName = XMLName("a")
  private static let relName = XMLName("rel")
  private static let typeName = XMLName("type")
  private static let hrefName = XMLName("href")

  static func error(_ bytes: [UInt8], base: String?) -> FeedParseError {
    let page = HTMLPage(bytes, base: base ?? "")
    return .htmlPage(title: page.title, feeds: page.feeds)
  }
}
