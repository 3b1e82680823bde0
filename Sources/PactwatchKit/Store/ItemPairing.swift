/// Pairs items of one document with the archived items of the same identity.
///
/// A guid should name one item, yet some feeds give all items one guid or one link. So an identity that occurs more than once
/// names an item only together with its link or title, and where all of these differ, only an equal date says that it is
/// the same item still. In doubt an item is new: told twice is better than never.
struct ItemPairing {
  /// Places in the document that have no partner yet, in order.
  private var unpaired: [Int]
  private var archived: [ArchivedTraits]
  private let traits: [Int: ItemTraits]
  private(set) var pairs: [Int: ArchivedTraits] = [:]

  init(_ items: [(place: Int, traits: ItemTraits)], with archived: [ArchivedTraits]) {
    unpaired = items.map(\.place)
    traits = Dictionary(items.map { ($0.place, $0.traits) }) { first, _ in first }
    self.archived = archived
    let isRepeated = items.count > 1 || archived.count > 1
    pair(unique: false) { ItemTraits(text: $0.text, link: $0.link) }
    pair(unique: false) { ItemTraits(link: $0.link, title: $0.title) }
    pair(unique: true) { $0.link == nil ? nil : ItemTraits(link: $0.link) }
    pair(unique: true) { ItemTraits(title: $0.title) }
    if !isRepeated { pair(unique: true) { $0.published == nil ? nil : ItemTraits(published: $0.published) } }
  }

  /// Pairs items with archived ones that agree in some traits; `unique` wants each to agree with no other.
  private mutating func pair(unique: Bool, by key: (ItemTraits) -> ItemTraits?) {
    if unpaired.isEmpty || archived.isEmpty { return }
    var places = Self.group(unpaired) { traits[$0].flatMap(key) }
    var partners = Self.group(Array(archived.indices)) { key(archived[$0].traits) }
    if unique {
      places = places.filter { $0.value.count == 1 }
      partners = partners.filter { $0.value.count == 1 }
    }
    for (shared, places) in places {
      for (place, partner) in zip(places, partners[shared] ?? []) { pairs[place] = archived[partner] }
    }
    let taken = Set(pairs.values.map(\.row))
    unpaired.removeAll { pairs[$0] != nil }
    archived.removeAll { taken.contains($0.row) }
  }

  private static func group(_ places: [Int], by key: (Int) -> ItemTraits?) -> [ItemTraits: [Int]] {
    var groups: [ItemTraits: [Int]] = [:]
    for place in places {
      if let key = key(place) { groups[key, default: []].append(place) }
    }
    return groups
  }
}
