import Bytes

/// Where a feed begins in its document.
struct Root {
  /// Of the `<` of the root element.
  var offset: Int
  /// What is wrong before it.
  var damage: MarkupDamage
  /// Whether a document type of Netscape's is declared (RSS 0.91).
  var isNetscape: Bool
  /// Whether it stands inside of an HTML page.
  var isInPage: Bool
}

/// What a document turned out to be.
enum RootSearch {
  case feed(Root)
  case html
  /// Some other XML, by its first element.
  case other(element: String)
  /// No markup at all.
  case none

  /// Looks for the first element that a feed can begin with, past prologs, comments and junk.
  static func search(_ bytes: [UInt8]) -> RootSearch {
    var scanner = XMLScanner(bytes)
    var hasJunk = false
    var isNetscape = false
    var isHTML = false
    var isInPage = false
    var firstElement: String?
    while true {
      let start = scanner.position
      switch scanner.next() {
      case .text(let range): hasJunk = hasJunk || !Whitespace.trimmed(range, of: bytes).isEmpty
      case .cdata, .end: hasJunk = true
      case .other:
        let beginning = String(decoding: bytes[start..<min(start + 120, scanner.position)], as: UTF8.self)
          .lowercased()
        isNetscape = isNetscape || beginning.hasPrefix("<!doctype rss") && beginning.contains("netscape")
        isHTML = isHTML || beginning.hasPrefix("<!doctype html")
      case .start(let tag):
        if isFeed(tag, in: bytes) {
          let damage = scanner.damage.union(hasJunk ? .junk : [])
          return .feed(Root(offset: start, damage: damage, isNetscape: isNetscape, isInPage: isInPage))
        }
        isInPage = isInPage || XMLName(bytes, tag.localName) == htmlName
        firstElement = firstElement ?? String(decoding: bytes[tag.name], as: UTF8.self)
        hasJunk = true
      case .finish: return isHTML || isInPage ? .html : firstElement.map { .other(element: $0) } ?? .none
      }
    }
  }

  /// Whether a feed can begin with the tag.
  static func isFeed(_ tag: XMLTag, in bytes: [UInt8]) -> Bool {
    feedNames.contains(XMLName(bytes, tag.localName))
  }

  private static let feedNames = ["rss", "rdf", "feed", "channel"].map { XMLName($0) }
  private static let htmlName = XMLName("html")
}
