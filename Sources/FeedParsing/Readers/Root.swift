import Bytes

/// Where a feed begins in its document.
struct Root {
  /// Of the `<` of the root element.
  var offset: Int
  /// What is wrong before it.
  var damage: MarkupDamage
  /// Whether a document type of Netscape's is declared (RSS 0.91).
  var isNetscape: Bool
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
        switch rootKind(tag, in: bytes) {
        case .feed:
          let damage = scanner.damage.union(hasJunk ? .junk : [])
          return .feed(Root(offset: start, damage: damage, isNetscape: isNetscape))
        case .html: return .html
        case .other:
          firstElement = firstElement ?? String(decoding: bytes[tag.name], as: UTF8.self)
          hasJunk = true
        }
      case .finish: return isHTML ? .html : firstElement.map { .other(element: $0) } ?? .none
      }
    }
  }

  private enum Kind {
    case feed, html, other
  }

  private static func rootKind(_ tag: XMLTag, in bytes: [UInt8]) -> Kind {
    switch XMLName(bytes, tag.localName) {
    case rssName, rdfName, feedName, channelName: .feed
    case htmlName: .html
    default: .other
    }
  }

  private static let rssName = XMLName("rss")
  private static let rdfName = XMLName("rdf")
  private static let feedName = XMLName("feed")
  private static let channelName = XMLName("channel")
  private static let htmlName = XMLName("html")
}
