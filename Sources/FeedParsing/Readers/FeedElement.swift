/// The elements that a feed reader knows, by what they mean.
enum FeedElement: UInt8, Sendable {
  // Containers.
  case rss, rdf, feed, channel, item
  /// Their titles and links are not the feed's.
  case image, textInput, source
  case person, contributor
  case name, email
  /// `media:group` and `media:content`: what stands inside is the item's, of lower rank.
  case wrapper

  // Values of an item or a feed.
  case id, guid, title, link
  case published, updated
  case summary, content, encoded, body
  case author, creator, language
  /// How often the feed changes.
  case timeToLive, updatePeriod, updateFrequency

  /// Whether an item, an entry or the feed itself begins or ends here, whatever else is still open.
  var isStructure: Bool { rawValue <= FeedElement.item.rawValue }

  /// Whether it is a short value, which no other value can stand in.
  var isShort: Bool {
    switch self {
    case .id, .guid, .title, .link, .published, .updated, .author, .creator, .language, .name, .email,
      .timeToLive, .updatePeriod, .updateFrequency:
      true
    default: false
    }
  }
}

/// An element with the rank of its name: where several say the same thing, the lowest rank is believed.
struct RankedElement: Sendable {
  var element: FeedElement
  var rank: UInt8

  init(_ element: FeedElement, _ rank: UInt8 = 0) {
    self.element = element
    self.rank = rank
  }
}

/// Looks elements up by namespace and local name.
struct FeedVocabulary: Sendable {
  private let tables: [XMLNameTable<RankedElement>]

  static let shared = FeedVocabulary()

  private init() {
    tables = Namespace.allCases.map { XMLNameTable(Self.names(of: $0)) }
  }

  func element(_ namespace: Namespace, _ name: XMLName) -> RankedElement? {
    tables[namespace.rawValue][name]
  }

  private static func names(of namespace: Namespace) -> [(String, RankedElement)] {
    switch namespace {
    case .core: core
    case .dublinCore: dublinCore
    case .dublinCoreTerms: dublinCoreTerms
    case .content: [("encoded", RankedElement(.encoded))]
    case .media: media
    case .itunes: itunes
    case .syndication: syndication
    case .portal: portal
    case .xhtml: [("body", RankedElement(.body, 1))]
    case .foreign: []
    }
  }

  private static let core: [(String, RankedElement)] = [
    ("rss", .init(.rss)), ("rdf", .init(.rdf)), ("feed", .init(.feed)), ("channel", .init(.channel)),
    ("item", .init(.item)), ("entry", .init(.item)),
    ("image", .init(.image)), ("textinput", .init(.textInput)), ("source", .init(.source)),
    ("contributor", .init(.contributor)), ("name", .init(.name)), ("email", .init(.email)),
    ("id", .init(.id)), ("guid", .init(.guid)), ("title", .init(.title)), ("link", .init(.link)),
    ("pubdate", .init(.published)), ("published", .init(.published)), ("issued", .init(.published)),
    ("created", .init(.published, 4)),
    ("updated", .init(.updated)), ("modified", .init(.updated)), ("lastbuilddate", .init(.updated, 1)),
    ("date", .init(.updated, 3)),
    ("description", .init(.summary)), ("summary", .init(.summary)), ("abstract", .init(.summary)),
    ("content", .init(.content)), ("encoded", .init(.encoded)), ("fullitem", .init(.encoded, 1)),
    ("body", .init(.body, 1)), ("full-text", .init(.content, 2)), ("fulltext", .init(.content, 2)),
    ("author", .init(.author, 1)), ("managingeditor", .init(.author, 2)), ("language", .init(.language)),
    ("ttl", .init(.timeToLive)),
  ]

  private static let syndication: [(String, RankedElement)] = [
    ("updateperiod", .init(.updatePeriod)), ("updatefrequency", .init(.updateFrequency)),
  ]

  private static let portal: [(String, RankedElement)] = [
    ("full-text", .init(.content, 2)), ("fulltext", .init(.content, 2)), ("content", .init(.content, 2)),
  ]

  private static let dublinCore: [(String, RankedElement)] = [
    ("title", .init(.title, 1)), ("creator", .init(.creator)), ("author", .init(.creator)),
    ("description", .init(.summary, 1)), ("date", .init(.updated, 2)), ("language", .init(.language, 1)),
  ]

  private static let dublinCoreTerms: [(String, RankedElement)] = [
    ("issued", .init(.published)), ("created", .init(.published, 3)), ("modified", .init(.updated, 1)),
    ("title", .init(.title, 2)), ("creator", .init(.creator, 2)), ("abstract", .init(.summary, 2)),
  ]

  private static let media: [(String, RankedElement)] = [
    ("group", .init(.wrapper)), ("content", .init(.wrapper)),
    ("title", .init(.title, 3)), ("description", .init(.summary, 4)),
  ]

  private static let itunes: [(String, RankedElement)] = [
    ("author", .init(.creator, 3)), ("title", .init(.title, 2)), ("summary", .init(.summary, 3)),
    ("subtitle", .init(.summary, 5)),
  ]
}
