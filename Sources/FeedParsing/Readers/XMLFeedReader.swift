/// Reads RSS, RDF and Atom: one reader, because real feeds mix their elements.
struct XMLFeedReader {
  var scanner: XMLScanner
  let limits: ParseLimits
  let vocabulary = FeedVocabulary.shared
  var namespaces = NamespaceTable()
  var stack = [OpenElement()]
  /// What the open elements resolve relative links against, outermost first; empty where nothing is known.
  var bases: [String]
  var feed: ParsedFeed
  /// What the feed says about itself.
  var channel = RecordBuilder()
  var schedule = UpdateSchedule()
  /// The item that is open; an optional would be moved out and in for each of its values.
  var item = RecordBuilder()
  var isInItem = false
  /// The text that is being gathered.
  var text: GatheredText
  var writer = TextWriter()
  var person = (name: String?.none, email: String?.none)
  var deeperThanLimit = 0
  var isOpened = false

  let isNetscape: Bool
  private let notes: [String]
  private let isIntact: Bool
  let bytes: [UInt8]

  init(_ document: Document, root: Root, options: ParseOptions) {
    bytes = document.bytes
    text = GatheredText(of: document.bytes)
    notes = document.notes
    isIntact = document.isIntact
    isNetscape = root.isNetscape
    scanner = XMLScanner(document.bytes, from: root.offset)
    limits = options.limits
    feed = ParsedFeed(format: .rss, encoding: document.encoding)
    bases = [options.baseURL ?? ""]
    if let language = options.contentLanguage { channel.setLanguage(language, rank: 100) }
    scanner.note(root.damage)
  }

  /// The whole document: its root element, and others that a careless script has put behind it.
  mutating func read() -> ParsedFeed {
    while readRoot() {}
    return finish()
  }

  /// Reads to the end of the root element and says whether another one begins behind it.
  private mutating func readRoot() -> Bool {
    while !hasEnded {
      switch scanner.next() {
      case .start(let tag): start(tag)
      case .end(let tag): end(tag)
      case .text, .cdata, .other: break
      case .finish:
        scanner.note(.cutOff)
        return false
      }
    }
    return findRoot()
  }

  /// Whether the root element was opened and closed.
  private var hasEnded: Bool { isOpened && stack.count == 1 }

  /// Passes over what stands behind the root, whose damage is not the feed's, up to another root.
  private mutating func findRoot() -> Bool {
    let damage = scanner.damage
    while true {
      switch scanner.next() {
      case .start(let tag) where RootSearch.isFeed(tag, in: bytes):
        scanner.damage = damage.union(.junk)
        start(tag)
        return true
      case .finish:
        scanner.damage = damage
        return false
      default: break
      }
    }
  }

  /// The feed, with an item that the document's end cut off: what it has is better than nothing.
  private mutating func finish() -> ParsedFeed {
    closeItem()
    let record = channel.record
    feed.title = record.title
    feed.titleText = record.titleText
    feed.link = record.link
    feed.language = record.language
    feed.published = record.published
    feed.updated = record.updated
    feed.updateInterval = schedule.interval
    feed.isComplete = isIntact && scanner.damage.isSubset(of: .harmless)
    feed.isCutOff = scanner.damage.contains(.cutOff)
    feed.notes = notes + scanner.damage.notes
    return feed
  }
}
