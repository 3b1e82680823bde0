/// Reads OPML, whatever its bytes: never traps, takes linear time, opens and expands nothing.
package struct OPMLReader {
  private var scanner: XMLScanner
  private var document = OPMLDocument()
  /// The outlines that are open; nil for those that are subscriptions, or too deep to count.
  private var folders: [String?] = []
  private var isOPML = false
  private var left: [String: Int] = [:]

  package static let feedLimit = 10_000
  private static let attributeLimit = 64
  /// Folders deeper than this are one.
  private static let depthLimit = 16
  /// In characters; addresses have a limit of their own.
  private static let valueLimit = 10_000

  package static func read(_ bytes: [UInt8]) throws(OPMLError) -> OPMLDocument {
    var reader = OPMLReader(scanner: XMLScanner(TextDecoder.decode(bytes, contentType: nil).bytes))
    try reader.read()
    return reader.document
  }

  private init(scanner: XMLScanner) {
    self.scanner = scanner
  }

  private mutating func read() throws(OPMLError) {
    var isReading = true
    while isReading {
      switch scanner.next() {
      case .start(let tag): try open(tag)
      case .end(let tag) where name(of: tag) == Self.outline: _ = folders.popLast()
      case .finish: isReading = false
      default: break
      }
      if scanner.damage.contains(.declaredEntity) { throw .declaresEntities }
    }
    guard isOPML else { throw .notOPML }
    guard folders.isEmpty, !scanner.damage.contains(.cutOff) else { throw .cutOff }
    document.notes = left.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
  }

  private func name(of tag: XMLTag) -> XMLName { XMLName(scanner.bytes, tag.name) }

  private mutating func open(_ tag: XMLTag) throws(OPMLError) {
    switch name(of: tag) {
    case Self.opml: isOPML = true
    case Self.title where document.title == nil: readTitle()
    case Self.outline where isOPML: try openOutline(tag)
    default: break
    }
  }

  private mutating func readTitle() {
    guard case .text(let range) = scanner.next() else { return }
    document.title = value(range)
  }

  private mutating func openOutline(_ tag: XMLTag) throws(OPMLError) {
    let outline = OPMLDocument.Outline(
      folders: folders.prefix(Self.depthLimit).compactMap(\.self), attributes: attributes(of: tag))
    let isFeed = outline["xmlUrl"] != nil
    if isFeed {
      guard document.feeds.count < Self.feedLimit else { throw .tooManyFeeds(limit: Self.feedLimit) }
      document.feeds.append(outline)
    } else if tag.isEmpty {
      left["outlines without an xmlUrl, which are no feeds", default: 0] += 1
    }
    if tag.isEmpty { return }
    let isFolder = !isFeed && folders.count < Self.depthLimit
    folders.append(isFolder ? outline["text"] ?? outline["title"] ?? "" : nil)
  }

  private mutating func attributes(of tag: XMLTag) -> [OPMLDocument.Attribute] {
    var reader = XMLAttributeReader(scanner.bytes, tag.attributes, limit: Self.attributeLimit)
    var attributes: [OPMLDocument.Attribute] = []
    while let attribute = reader.next() {
      let name = String(decoding: scanner.bytes[attribute.name], as: UTF8.self)
      attributes.append(
        OPMLDocument.Attribute(CleanText.singleLine(name, limit: 100), value(attribute.value)))
    }
    if reader.hitLimit { left["outlines with more than \(Self.attributeLimit) attributes", default: 0] += 1 }
    return attributes
  }

  /// With its references resolved, on one line.
  private func value(_ range: Range<Int>) -> String {
    var text = GatheredText(of: scanner.bytes)
    var damage = MarkupDamage()
    text.appendResolved(range, damage: &damage)
    return CleanText.singleLine(text.trimmed, limit: Self.valueLimit)
  }

  private static let opml = XMLName("opml")
  private static let title = XMLName("title")
  private static let outline = XMLName("outline")
}
