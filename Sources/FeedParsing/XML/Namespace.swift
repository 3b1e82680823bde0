/// The XML namespaces that mean something in a feed.
enum Namespace: Int, CaseIterable {
  /// RSS, RDF and Atom, and what has no namespace or one that nobody knows.
  case core
  case dublinCore
  case dublinCoreTerms
  case content
  case media
  case itunes
  case syndication
  /// What Russian portals (Yandex, Rambler, Mail.ru) have papers add for them: the whole text of each item.
  case portal
  case xhtml
  /// A vocabulary of which nothing is read.
  case foreign

  /// By the URI of a declaration, whatever its scheme and case. The versions are told apart by `FeedFormat`.
  init(uri: String) {
    let uri = uri.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    let rest = Self.schemes.first { uri.starts(with: $0) }.map { uri[$0.count...] } ?? uri[...]
    self = Self.beginnings.first { rest.starts(with: $0.0) }?.1 ?? .foreign
  }

  private static let schemes = ["http://www.", "https://www.", "http://", "https://"].map { Array($0.utf8) }

  /// The first that fits counts.
  private static let beginnings = [
    ("purl.org/dc/terms", Namespace.dublinCoreTerms),
    ("purl.org/dc/", .dublinCore),
    ("purl.org/rss/1.0/modules/content", .content),
    ("purl.org/rss/1.0/modules/syndication", .syndication),
    ("purl.org/rss/1.0/modules/", .foreign),
    ("search.yahoo.com/mrss", .media),
    ("itunes.com/dtds/podcast", .itunes),
    ("news.yandex.ru", .portal), ("turbo.yandex.ru", .portal), ("news.rambler.ru", .portal),
    ("news.mail.ru", .portal),
    ("w3.org/1999/xhtml", .xhtml),
    ("w3.org/1999/02/22-rdf-syntax-ns", .core),
    ("w3.org/2005/atom", .core),
    ("purl.org/atom/", .core),
    ("purl.org/rss/1.0", .core),
    ("purl.org/net/rss1", .core),
    ("my.netscape.com/", .core),
    ("channel.netscape.com/", .core),
    ("backend.userland.com/rss", .core),
    ("blogs.law.harvard.edu/tech/rss", .core),
    ("cyber.law.harvard.edu/rss", .core),
  ].map { (Array($0.0.utf8), $0.1) }

  /// What a prefix means where the document forgot to declare it.
  init(undeclaredPrefix prefix: String) {
    self =
      switch prefix {
      case "dc": .dublinCore
      case "dcterms": .dublinCoreTerms
      case "content": .content
      case "media": .media
      case "itunes": .itunes
      case "sy": .syndication
      case "yandex", "turbo", "rambler", "mailru": .portal
      case "xhtml", "body": .xhtml
      case "atom", "atom10", "atom03", "a10", "rdf", "rss", "rss1": .core
      default: .foreign
      }
  }
}

/// The namespace declarations that a document has made so far.
///
/// A prefix keeps its last meaning to the end of the document; the default namespace has a scope, which
/// the reader keeps.
struct NamespaceTable {
  private var prefixes: [(prefix: [UInt8], namespace: Namespace)] = []
  /// A feed uses a dozen; a document with thousands is an attack.
  private static let limit = 64

  mutating func declare(_ prefix: [UInt8], as uri: String) {
    guard prefixes.count < Self.limit else { return }
    prefixes.removeAll { $0.prefix == prefix }
    prefixes.append((prefix, Namespace(uri: uri)))
  }

  /// The namespace of a prefix, and whether the document declares it.
  mutating func namespace(of range: Range<Int>, in bytes: [UInt8]) -> (Namespace, isDeclared: Bool) {
    for entry in prefixes where entry.prefix.count == range.count {
      if bytes[range].elementsEqual(entry.prefix) { return (entry.namespace, true) }
    }
    let namespace = Namespace(undeclaredPrefix: String(decoding: bytes[range], as: UTF8.self).lowercased())
    if prefixes.count < Self.limit { prefixes.append((Array(bytes[range]), namespace)) }
    return (namespace, false)
  }
}
