/// Gathers the values of one item, or of the feed itself.
///
/// Where several elements say the same thing, the one of the lowest rank is believed, and of equal ones
/// the first; but the last date, which corrects the others.
struct RecordBuilder {
  private(set) var record = ParsedItem()
  private var ranks = [UInt8](repeating: .max, count: Field.count)

  /// What can be said once.
  enum Field: Int {
    case id, title, link, published, updated, summary, content, author, email, language
    static let count = 10
  }

  /// Whether a value of that rank would be believed; it is from then on.
  private mutating func claim(_ field: Field, _ rank: UInt8, lastWins: Bool = false) -> Bool {
    guard rank < ranks[field.rawValue] || lastWins && rank == ranks[field.rawValue] else { return false }
    ranks[field.rawValue] = rank
    return true
  }

  mutating func apply(_ change: (inout RecordBuilder) -> Void) { change(&self) }

  mutating func setID(_ id: String, rank: UInt8) {
    if claim(.id, rank) { record.id = id }
  }

  mutating func setLink(_ link: String, rank: UInt8) {
    if claim(.link, rank) { record.link = link }
  }

  mutating func setLanguage(_ language: String, rank: UInt8) {
    if claim(.language, rank) { record.language = language.replacing("_", with: "-") }
  }

  mutating func setPublished(_ text: String, rank: UInt8) {
    guard let date = FeedDate.parse(text) else { return }
    if claim(.published, rank, lastWins: true) { record.published = date }
  }

  mutating func setUpdated(_ text: String, rank: UInt8) {
    guard let date = FeedDate.parse(text) else { return }
    if claim(.updated, rank, lastWins: true) { record.updated = date }
  }

  mutating func setTitle(_ title: FeedText, rank: UInt8) {
    guard claim(.title, rank) else { return }
    record.title = title.source
    record.titleText = title.plain
  }

  mutating func setSummary(_ summary: FeedText, rank: UInt8) {
    guard claim(.summary, rank) else { return }
    record.summary = summary.source
    record.summaryText = summary.plain
  }

  mutating func setContent(_ content: FeedText, rank: UInt8) {
    guard claim(.content, rank) else { return }
    record.content = content.source
    record.contentText = content.plain
  }

  /// A person as one text: `address (name)`, `name <address>`, or either alone.
  mutating func setAuthor(_ person: String, rank: UInt8) {
    let (name, email) = Person.parse(person)
    if let email, claim(.email, rank) { record.authorEmail = email }
    if let author = name ?? email, claim(.author, rank) { record.author = author }
  }

  mutating func setAuthor(name: String?, email: String?, rank: UInt8) {
    if let email, claim(.email, rank) { record.authorEmail = email }
    if let author = name ?? email, claim(.author, rank) { record.author = author }
  }
}
