/// The attributes of one tag that a feed reader wants.
///
/// An object, since it is handed on from function to function and too large to be copied each time.
final class TagAttributes: Sendable {
  private let bytes: [UInt8]
  private let values: InlineArray<9, Range<Int>?>
  /// The URI of `xmlns`: what names without a prefix mean.
  let defaultNamespace: String?
  /// The prefixes that the tag declares, each with its URI.
  let declarations: [(prefix: [UInt8], uri: String)]

  enum Wanted: Int, Sendable {
    case base, language, href, rel, type, mode, isPermaLink, about, version
  }

  /// Of a tag without attributes.
  static let none = TagAttributes()

  private init() {
    bytes = []
    values = InlineArray(repeating: nil)
    defaultNamespace = nil
    declarations = []
  }

  init(_ tag: XMLTag, in bytes: [UInt8], limit: Int, scanner: inout XMLScanner) {
    var values = InlineArray<9, Range<Int>?>(repeating: nil)
    var defaultNamespace: String?
    var declarations: [(prefix: [UInt8], uri: String)] = []
    var reader = XMLAttributeReader(bytes, tag.attributes, limit: limit)
    while let attribute = reader.next() {
      let name = XMLName(bytes, attribute.name)
      if let wanted = Self.names[name] {
        if values[wanted.rawValue] == nil { values[wanted.rawValue] = attribute.value }
      } else if name == Self.defaultDeclaration {
        defaultNamespace = Self.string(attribute.value, of: bytes)
      } else if let prefix = Self.declaredPrefix(attribute.name, in: bytes) {
        declarations.append((prefix, Self.string(attribute.value, of: bytes)))
      }
    }
    if reader.isDamaged { scanner.note(.badAttribute) }
    if reader.hitLimit { scanner.note(.attributeLimit) }
    self.bytes = bytes
    self.values = values
    self.defaultNamespace = defaultNamespace
    self.declarations = declarations
  }

  /// The value with its references resolved, trimmed.
  subscript(wanted: Wanted) -> String? { values[wanted.rawValue].map { Self.string($0, of: bytes) } }

  func has(_ wanted: Wanted) -> Bool { values[wanted.rawValue] != nil }

  private static func string(_ range: Range<Int>, of bytes: [UInt8]) -> String {
    let range = Whitespace.trimmed(range, of: bytes)
    return References.resolved(range, of: bytes)
  }

  /// What stands behind `xmlns:`.
  private static func declaredPrefix(_ name: Range<Int>, in bytes: [UInt8]) -> [UInt8]? {
    guard Markup.matches(declaration, in: bytes, at: name.lowerBound, to: name.upperBound) else { return nil }
    return Array(bytes[name].dropFirst(declaration.length))
  }

  private static let declaration = XMLName(exactly: "xmlns:")
  private static let defaultDeclaration = XMLName("xmlns")

  private static let names = XMLNameTable<Wanted>([
    ("xml:base", .base), ("xml:lang", .language), ("href", .href), ("rel", .rel), ("type", .type),
    ("mode", .mode), ("ispermalink", .isPermaLink), ("rdf:about", .about), ("about", .about),
    ("version", .version),
  ])
}
