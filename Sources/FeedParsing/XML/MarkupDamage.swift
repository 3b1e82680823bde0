/// What is not well-formed about a document, each kind counted once.
struct MarkupDamage: OptionSet {
  let rawValue: UInt16

  /// The document ends inside of an element, tag, comment or CDATA section.
  static let cutOff = MarkupDamage(rawValue: 1 << 0)
  static let unmatchedTag = MarkupDamage(rawValue: 1 << 1)
  static let bareAmpersand = MarkupDamage(rawValue: 1 << 2)
  static let unknownEntity = MarkupDamage(rawValue: 1 << 3)
  static let bareLessThan = MarkupDamage(rawValue: 1 << 4)
  static let badAttribute = MarkupDamage(rawValue: 1 << 5)
  static let junk = MarkupDamage(rawValue: 1 << 6)
  static let declaredEntity = MarkupDamage(rawValue: 1 << 7)
  static let undeclaredPrefix = MarkupDamage(rawValue: 1 << 8)
  static let depthLimit = MarkupDamage(rawValue: 1 << 9)
  static let itemLimit = MarkupDamage(rawValue: 1 << 10)
  static let textLimit = MarkupDamage(rawValue: 1 << 11)
  static let attributeLimit = MarkupDamage(rawValue: 1 << 12)
  static let htmlEntity = MarkupDamage(rawValue: 1 << 13)

  /// What a well-formed document may have.
  static let harmless: MarkupDamage = [.declaredEntity, .undeclaredPrefix]

  /// A clause for a person for each kind, in a fixed order.
  var notes: [String] {
    Self.sentences.filter { contains($0.0) }.map(\.1)
  }

  private static let sentences: [(MarkupDamage, String)] = [
    (.cutOff, "the document is cut off"),
    (.unmatchedTag, "tags do not match"),
    (.bareAmpersand, "an ampersand is not escaped"),
    (.unknownEntity, "an entity is not known; its reference stands as written"),
    (.htmlEntity, "HTML entities are used that XML does not know"),
    (.bareLessThan, "a \"<\" is not escaped"),
    (.badAttribute, "an attribute has no quotes or no value"),
    (.junk, "there is text outside of the root element"),
    (.declaredEntity, "the document declares entities; they are not expanded"),
    (.undeclaredPrefix, "a namespace prefix is not declared"),
    (.depthLimit, "elements beyond the limit of depth were passed over"),
    (.itemLimit, "items beyond the limit were left out"),
    (.textLimit, "a text beyond the limit was cut"),
    (.attributeLimit, "attributes beyond the limit were left out"),
  ]
}
