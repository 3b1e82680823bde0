/// The XML namespaces that mean something in a feed.
enum Namespace: Int, CaseIterable {
  /// RSS, RDF and Atom, and what has no namespace or one that nobody knows.
  case core
  case dublinCore
  case dublinCoreTerms
  case content
  case media
  case itunes
  case xhtml
  /// A vocabulary of which nothing is read.
  case foreign

  /// By the URI of a declaration. The atom versions are told apart by `FeedFormat`.
  init(uri: String) {
    let uri = uri.lowercased()
    self = Self.uris.first { uri.hasPrefix($0.0) }?.1 ?? .foreign
  }

  private static let uris: [(String, Namespace)] = [
    ("http://purl.org/dc/terms", .dublinCoreTerms),
    ("http://purl.org/dc/", .dublinCore),
    ("http://purl.org/rss/1.0/modules/content", .content),
    ("http://purl.org/rss/1.0/modules/", .foreign),
    ("http://search.yahoo.com/mrss", .media),
    ("https://search.yahoo.com/mrss", .media),
    ("http://www.itunes.com/dtds/podcast", .itunes),
    ("http://example.com/dtds/podcast", .itunes),
    ("http://www.w3.org/1999/xhtml", .xhtml),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", .core),
    ("http://www.w3.org/2005/atom", .core),
    ("https://www.w3.org/2005/atom", .core),
    ("http://purl.org/atom/", .core),
    ("http://purl.org/rss/1.0", .core),
    ("http://purl.org/net/rss1", .core),
    ("http://my.netscape.com/", .core),
    ("http://channel.netscape.com/", .core),
    ("http://my.netscape.com/rdf/simple/0.9/", .core),
    ("http://backend.userland.com/rss", .core),
    ("http://blogs.law.harvard.edu/tech/rss", .core),
    ("http://cyber.law.harvard.edu/rss", .core),
  ]

  /// What a prefix means where the document forgot to declare it.
  init(undeclaredPrefix prefix: String) {
    self =
      switch prefix {
      case "dc": .dublinCore
      case "dcterms": .dublinCoreTerms
      case "content": .content
      case "media": .media
      case "itunes": .itunes
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
