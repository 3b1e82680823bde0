/// Gathers the values of one item, or of the feed itself.
///
/// Where several elements say the same thing, the one of the lowest rank is believed, and of equal ones
/// the last, which corrects the others; but the first author.
struct RecordBuilder {
  private(set) var record = ParsedItem()
  /// For each field that of the value it has; a vector, since that is copied at once.
  private var ranks = SIMD16<UInt8>(repeating: .max)

  /// What can be said once.
  enum Field: Int {
    case id, title, link, published, updated, summary, content, author, email, language
  }

  /// Whether a value of that rank would be believed; it is from then on.
  private mutating func claim(_ field: Field, _ rank: UInt8) -> Bool {
    guard rank <= ranks[field.rawValue] else { return false }
    ranks[field.rawValue] = rank
    return true
  }

  /// What was gathered, and a new beginning; swapped, since a copy would count the references to each text.
  mutating func take() -> ParsedItem {
    var taken = ParsedItem()
    swap(&record, &taken)
    ranks = SIMD16(repeating: .max)
    return taken
  }

  mutating func setID(_ id: String, rank: UInt8) {
    if claim(.id, rank) { record.id = id }
  }

  /// The link of an item that may have a better one.
  mutating func setFallbackLink(_ link: String) {
    if record.link == nil { setLink(link, rank: .max) }
  }

  mutating func setLink(_ link: String, rank: UInt8) {
    if claim(.link, rank) { record.link = link }
  }

  mutating func setLanguage(_ language: String, rank: UInt8) {
    if claim(.language, rank) { record.language = language }
  }

  mutating func setPublished(_ date: Int, rank: UInt8) {
    if claim(.published, rank) { record.published = date }
  }

  mutating func setUpdated(_ date: Int, rank: UInt8) {
    if claim(.updated, rank) { record.updated = date }
  }

  mutating func setTitle(_ title: FeedText, rank: UInt8) {
    guard claim(.title, rank) else { return }
    record.titleSource = title.source
    record.titleText = title.plain
  }

  mutating func setSummary(_ summary: FeedText, rank: UInt8) {
    guard claim(.summary, rank) else { return }
    record.summarySource = summary.source
    record.summaryText = summary.plain
  }

  mutating func setContent(_ content: FeedText, rank: UInt8) {
    guard claim(.content, rank) else { return }
    record.contentSource = content.source
    record.contentText = content.plain
  }

  /// A person as one text: `address (name)`, `name <address>`, or either alone.
  mutating func setAuthor(_ person: String, rank: UInt8) {
    let (name, email) = Person.parse(person)
    setAuthor(name: name, email: email, rank: rank)
  }

  /// The first of several authors is the one that is named.
  mutating func setAuthor(name: String?, email: String?, rank: UInt8) {
    if let email, !has(.email, rank), claim(.email, rank) { record.authorEmail = email }
    if let author = name ?? email, !has(.author, rank), claim(.author, rank) { record.author = author }
  }

  private func has(_ field: Field, _ rank: UInt8) -> Bool { ranks[field.rawValue] == rank }
}
