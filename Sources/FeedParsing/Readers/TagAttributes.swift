/// The attributes of one tag that a feed reader wants, as ranges of the document.
struct TagAttributes {
  private var values = [Range<Int>?](repeating: nil, count: Wanted.allCases.count)
  /// The prefixes that the tag declares, each with its URI.
  private(set) var declarations: [(prefix: Range<Int>, uri: Range<Int>)] = []

  enum Wanted: Int, CaseIterable, Sendable {
    case base, language, href, rel, type, mode, isPermaLink, about, version, defaultNamespace
  }

  static let none = TagAttributes()

  subscript(wanted: Wanted) -> Range<Int>? { values[wanted.rawValue] }

  private init() {}

  init(_ tag: XMLTag, in bytes: [UInt8], limit: Int, scanner: inout XMLScanner) {
    var reader = XMLAttributeReader(bytes, tag.attributes, limit: limit)
    while let attribute = reader.next() { take(attribute, in: bytes) }
    if reader.isDamaged { scanner.note(.badAttribute) }
    if reader.hitLimit { scanner.note(.attributeLimit) }
  }

  private mutating func take(_ attribute: XMLAttribute, in bytes: [UInt8]) {
    if let wanted = Self.names[XMLName(bytes, attribute.name)] {
      if values[wanted.rawValue] == nil { values[wanted.rawValue] = attribute.value }
      return
    }
    let prefixStart = attribute.name.lowerBound + Self.declaration.count
    guard attribute.name.upperBound > prefixStart else { return }
    if bytes[attribute.name.lowerBound..<prefixStart].elementsEqual(Self.declaration) {
      declarations.append((prefixStart..<attribute.name.upperBound, attribute.value))
    }
  }

  private static let declaration = Array("xmlns:".utf8)

  private static let names = XMLNameTable<Wanted>([
    ("xml:base", .base), ("xml:lang", .language), ("href", .href), ("rel", .rel), ("type", .type),
    ("mode", .mode), ("ispermalink", .isPermaLink), ("rdf:about", .about), ("about", .about),
    ("version", .version), ("xmlns", .defaultNamespace),
  ])
}
