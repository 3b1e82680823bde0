/// An item of a feed as it was just read, and what the state knows of it.
package struct Sighting: Sendable, Equatable {
  package var item: Item
  package var novelty: Novelty
  var keys: ItemKeys
  /// Whether it was recognised although its guid is another: the state has to learn that one.
  package private(set) var isRenamed = false

  package enum Novelty: Sendable, Equatable {
    /// Never seen.
    case new
    /// Seen, and its text has changed since; matched again.
    case changed(row: Int)
    /// Seen with the same text.
    case known(row: Int)
  }

  /// Whether it has to be matched.
  package var isNews: Bool {
    if case .known = novelty { false } else { true }
  }

  init(_ item: Item) {
    self.item = item
    novelty = .new
    keys = ItemKeys(item)
  }

  mutating func recognize(_ archived: ArchivedTraits, isRenamed: Bool = false) {
    self.isRenamed = isRenamed
    novelty = archived.traits.text == keys.text ? .known(row: archived.row) : .changed(row: archived.row)
  }

  var traits: ItemTraits {
    ItemTraits(text: keys.text, link: item.link, title: item.title, published: item.published)
  }
}

/// What tells items of one identity apart.
struct ItemTraits: Hashable {
  /// The hash of its text.
  var text: Fingerprint?
  var link: String?
  var title: String?
  var published: Int?
}

/// The traits of an item in the archive.
struct ArchivedTraits: Equatable {
  var row: Int
  var traits: ItemTraits
}
