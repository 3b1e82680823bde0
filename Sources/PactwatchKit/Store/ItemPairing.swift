/// Pairs items of one document with the archived items of the same identity.
///
/// A guid should name one item, yet some feeds give all items one guid, one link or one title. So a trait speaks for a pair only
/// where no third item, in the document or in the archive, has it too, and where the dates differ one trait is not enough.
/// In doubt an item is new: told twice is better than never.
struct ItemPairing {
  private let items: [Int: ItemTraits]
  private let archived: [ArchivedTraits]
  /// Rows that have a partner.
  private var taken: Set<Int> = []
  private(set) var pairs: [Int: ArchivedTraits] = [:]

  /// `hasGuid` tells whether the shared identity is a guid.
  init(_ items: [(place: Int, traits: ItemTraits)], with archived: [ArchivedTraits], hasGuid: Bool) {
    self.items = Dictionary(items.map { ($0.place, $0.traits.normalized) }) { first, _ in first }
    self.archived = archived.map { ArchivedTraits(row: $0.row, traits: $0.traits.normalized) }
    let isOwnGuid = hasGuid && items.count == 1 && archived.count == 1
    pairUnchanged()
    pair(by: { $0.link == nil || $0.title == nil ? nil : ItemTraits(link: $0.link, title: $0.title) }) {
      $0.mayBeOfOneDate(with: $1)
    }
    pair(by: { $0.link == nil ? nil : ItemTraits(link: $0.link) }) {
      isOwnGuid || $0.title != nil && $0.title == $1.title || $0.mayBeOfOneDate(with: $1)
    }
    pair(by: { $0.title == nil ? nil : ItemTraits(title: $0.title) }) {
      isOwnGuid && $0.link == $1.link || $0.mayBeOfOneDate(with: $1)
    }
    // An own guid without any link: a headline that was rewritten.
    if isOwnGuid { pair(by: { $0.link == nil ? ItemTraits(published: $0.published) : nil }) { _, _ in true } }
  }

  /// Pairs items of one text and link, in their order where there are several.
  private mutating func pairUnchanged() {
    let key = { (traits: ItemTraits) in ItemTraits(text: traits.text, link: traits.link) }
    let rows = Dictionary(grouping: archived) { key($0.traits) }
    let places = Dictionary(grouping: items.keys.sorted()) { items[$0].map(key) }
    for (shared, places) in places {
      guard let shared, let rows = rows[shared] else { continue }
      for (place, row) in zip(places, rows) { pair(place, row) }
    }
  }

  /// Pairs an item and an archived one that share a key with nobody else and also meet a condition.
  private mutating func pair(
    by key: (ItemTraits) -> ItemTraits?, if condition: (ItemTraits, ItemTraits) -> Bool
  ) {
    if pairs.count == items.count || pairs.count == archived.count { return }
    let rows = Dictionary(grouping: archived) { key($0.traits) }
    let places = Dictionary(grouping: items) { key($0.value) }
    for (shared, places) in places where shared != nil && places.count == 1 {
      guard let rows = rows[shared], rows.count == 1, pairs[places[0].key] == nil else { continue }
      guard !taken.contains(rows[0].row), condition(places[0].value, rows[0].traits) else { continue }
      pair(places[0].key, rows[0])
    }
  }

  private mutating func pair(_ place: Int, _ row: ArchivedTraits) {
    pairs[place] = row
    taken.insert(row.row)
  }
}

extension ItemTraits {
  /// Without what publishers change freely; an empty title tells nothing.
  fileprivate var normalized: ItemTraits {
    let title = title.map(FoldedTitle.text) ?? ""
    return ItemTraits(
      text: text, link: link.map(NormalizedLink.text), title: title.isEmpty ? nil : title,
      published: published)
  }

  /// Whether the dates agree, or one of the items has none.
  fileprivate func mayBeOfOneDate(with other: ItemTraits) -> Bool {
    guard let published, let date = other.published else { return true }
    return published == date
  }
}
