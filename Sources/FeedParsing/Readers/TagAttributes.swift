/// The attributes of one tag that a feed reader wants.
struct TagAttributes {
  private let bytes: [UInt8]
  private var values = InlineArray<9, Range<Int>?>(repeating: nil)
  /// The URI of `xmlns`: what names without a prefix mean.
  private(set) var defaultNamespace: String?
  /// The prefixes that the tag declares, each with its URI.
  private(set) var declarations: [(prefix: [UInt8], uri: String)] = []

  enum Wanted: Int, Sendable {
    case base, language, href, rel, type, mode, isPermaLink, about, version
  }

  /// Of a tag without attributes.
  static let none = TagAttributes()

  private init() { bytes = [] }

  init(_ tag: XMLTag, in bytes: [UInt8], limit: Int, scanner: inout XMLScanner) {
    self.bytes = bytes
    var reader = XMLAttributeReader(bytes, tag.attributes, limit: limit)
    while let attribute = reader.next() { take(attribute) }
    if reader.isDamaged { scanner.note(.badAttribute) }
    if reader.hitLimit { scanner.note(.attributeLimit) }
  }

  /// The value with its references resolved, trimmed.
  subscript(wanted: Wanted) -> String? { values[wanted.rawValue].map { Self.string($0, of: bytes) } }

  func has(_ wanted: Wanted) -> Bool { values[wanted.rawValue] != nil }

  private static func string(_ range: Range<Int>, of bytes: [UInt8]) -> String {
    var value = GatheredText(of: bytes)
    var damage = MarkupDamage()
    value.appendResolved(range, damage: &damage)
    return value.trimmed
  }

  private mutating func take(_ attribute: XMLAttribute) {
    let name = XMLName(bytes, attribute.name)
    if let wanted = Self.names[name] {
      if values[wanted.rawValue] == nil { values[wanted.rawValue] = attribute.value }
    } else if name == Self.defaultDeclaration {
      defaultNamespace = Self.string(attribute.value, of: bytes)
    } else if Markup.matches(
      "xmlns:", in: bytes, at: attribute.name.lowerBound, to: attribute.name.upperBound)
    {
      let prefix = bytes[attribute.name].dropFirst("xmlns:".utf8.count)
      declarations.append((Array(prefix), Self.string(attribute.value, of: bytes)))
    }
  }

  private static let defaultDeclaration = XMLName("xmlns")

  private static let names = XMLNameTable<Wanted>([
    ("xml:base", .base), ("xml:lang", .language), ("href", .href), ("rel", .rel), ("type", .type),
    ("mode", .mode), ("ispermalink", .isPermaLink), ("rdf:about", .about), ("about", .about),
    ("version", .version),
  ])
}
