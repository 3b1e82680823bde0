internal import SQLite

extension Store {
  /// Tells which items of a feed's document are new, changed or known, in their order; exact repeats are left out.
  ///
  /// Under a changed guid an item is the same only if its normalised link and its folded title agree, or all of its text.
  package func sightings(of items: [Item], feed: FeedState) throws(StoreError) -> [Sighting] {
    var sightings: [Sighting] = []
    var seen: Set<ItemCopy> = []
    for item in items {
      let sighting = Sighting(item)
      if seen.insert(ItemCopy(sighting)).inserted { sightings.append(sighting) }
    }
    guard try hasItems(of: feed) else { return sightings }
    let recognized = try recognizeByIdentity(&sightings, feed: feed.id)
    try recognizeByLikeness(&sightings, feed: feed.id, except: recognized)
    return sightings
  }

  private func hasItems(of feed: FeedState) throws(StoreError) -> Bool {
    try !rows("SELECT 1 FROM item WHERE feed = ? LIMIT 1", .integer(feed.id)) { _ in true }.isEmpty
  }

  /// The titles of all items of a feed, folded.
  func titles(of feed: FeedState) throws(StoreError) -> Set<String> {
    Set(
      try rows("SELECT title FROM item WHERE feed = ?", .integer(feed.id)) {
        FoldedTitle.text(of: $0.text(0))
      })
  }

  /// Returns the rows that were found.
  private func recognizeByIdentity(_ sightings: inout [Sighting], feed: Int) throws(StoreError) -> Set<Int> {
    var found: Set<Int> = []
    let places = Dictionary(grouping: sightings.indices) { sightings[$0].keys.identity }
    for (identity, places) in places {
      let archived = try archived("identity = ?2 ORDER BY id", key: identity, feed: feed)
      for (place, partner) in Self.pairs(places, archived, sightings) {
        sightings[place].recognize(partner)
        found.insert(partner.row)
      }
    }
    return found
  }

  private static func pairs(
    _ places: [Int], _ archived: [ArchivedTraits], _ sightings: [Sighting]
  ) -> [Int: ArchivedTraits] {
    guard let partner = archived.first else { return [:] }
    // Nearly always there is one of each, unchanged.
    if places.count == 1, archived.count == 1, sightings[places[0]].keys.text == partner.traits.text {
      return [places[0]: partner]
    }
    let hasGuid = sightings[places[0]].item.guid?.isEmpty == false
    return ItemPairing(places.map { ($0, sightings[$0].traits) }, with: archived, hasGuid: hasGuid).pairs
  }

  private func recognizeByLikeness(
    _ sightings: inout [Sighting], feed: Int, except recognized: Set<Int>
  ) throws(StoreError) {
    guard sightings.contains(where: { $0.novelty == .new }) else { return }
    var taken = recognized
    var likenesses = Likenesses(of: sightings.map(\.item))
    for place in sightings.indices where sightings[place].novelty == .new {
      guard let partner = try partner(of: sightings[place], &likenesses, feed: feed, except: taken) else {
        continue
      }
      sightings[place].recognize(partner, isRenamed: true)
      taken.insert(partner.row)
    }
  }

  /// The archived item that has the same telling text, or is the only one alike.
  ///
  /// Where several are alike, as the posts of a live page are, only text and date together say that one is the same.
  /// The latest ones are enough: a hundred items that are all alike tell a reader nothing.
  private func partner(
    of sighting: Sighting, _ likenesses: inout Likenesses, feed: Int, except taken: Set<Int>
  ) throws(StoreError) -> ArchivedTraits? {
    if ItemKeys.isTelling(sighting.item) {
      let same = try archived(
        "text_hash = ?2 ORDER BY id DESC LIMIT 100", key: sighting.keys.text, feed: feed)
      if let free = same.first(where: { !taken.contains($0.row) }) { return free }
    }
    guard let likeness = ItemKeys.likeness(of: sighting.item) else { return nil }
    let alike = try archived("likeness = ?2 ORDER BY id DESC LIMIT 100", key: likeness, feed: feed)
    let isSure = alike.count == 1 && likenesses.isUnique(likeness)
    return alike.first {
      let isUnchanged = $0.traits.text == sighting.keys.text && $0.traits.published == sighting.item.published
      return !taken.contains($0.row) && (isSure || isUnchanged)
    }
  }

  /// Remembers the new guid of an item whose text is the same: by that it will be found the next time.
  func rename(_ sighting: Sighting) throws(StoreError) {
    guard case .known(let row) = sighting.novelty, sighting.isRenamed else { return }
    try wrap { () throws(SQLiteError) in
      try database.run(
        "UPDATE item SET identity = ?, likeness = ?, guid = ?, link = ? WHERE id = ?",
        .blob(sighting.keys.identity.bytes), .optional(ItemKeys.likeness(of: sighting.item)?.bytes),
        .optional(sighting.item.guid), .optional(sighting.item.link), .integer(row))
    }
  }

  private func archived(
    _ condition: StaticString, key: Fingerprint, feed: Int
  ) throws(StoreError) -> [ArchivedTraits] {
    try rows(
      "SELECT id, text_hash, link, title, published FROM item WHERE feed = ?1 AND \(condition)",
      .integer(feed), .blob(key.bytes)
    ) { row in
      let traits = ItemTraits(
        text: Fingerprint(bytes: row.bytes(1)[...]), link: row.optionalText(2), title: row.text(3),
        published: row.optionalInteger(4))
      return ArchivedTraits(row: row.integer(0), traits: traits)
    }
  }

  /// Puts a new or changed item into the archive and returns its row; a known one stays as it is.
  func archive(_ sighting: Sighting, feed: FeedState, now: Int) throws(StoreError) -> Int {
    hasNews = true
    switch sighting.novelty {
    case .known(let row): return row
    case .new:
      return try wrap { () throws(SQLiteError) in
        try database.run(
          """
          INSERT INTO item (feed, first_seen, identity, likeness, text_hash, published, language, guid, link, title,
            summary, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """, [.integer(feed.id), .integer(now)] + Self.columns(of: sighting))
        return database.lastInsertedRow
      }
    case .changed(let row):
      return try wrap { () throws(SQLiteError) in
        try database.run(
          """
          UPDATE item SET changed = ?2, identity = ?3, likeness = ?4, text_hash = ?5, published = ?6, language = ?7,
            guid = ?8, link = ?9, title = ?10, summary = ?11, content = ?12 WHERE id = ?1
          """, [.integer(row), .integer(now)] + Self.columns(of: sighting))
        return row
      }
    }
  }

  private static func columns(of sighting: Sighting) -> [SQLiteValue] {
    let item = sighting.item
    return [
      .blob(sighting.keys.identity.bytes), .optional(ItemKeys.likeness(of: item)?.bytes),
      .blob(sighting.keys.text.bytes),
      .optional(item.published), .optional(item.language), .optional(item.guid), .optional(item.link),
      .text(item.title), .text(item.summary), .text(item.content),
    ]
  }

  /// An item of the archive.
  package func item(row: Int) throws(StoreError) -> Item? {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query("SELECT \(Self.itemColumns) FROM item WHERE id = ?", .integer(row))
      return try rows.next() ? Self.item(rows) : nil
    }
  }

  static let itemColumns =
    "item.guid, item.link, item.title, item.summary, item.content, item.language, item.published"

  /// Reads an item from a row that begins with `itemColumns`.
  static func item(_ row: borrowing Rows) -> Item {
    Item(
      guid: row.optionalText(0), link: row.optionalText(1), title: row.text(2), summary: row.text(3),
      content: row.text(4), language: row.optionalText(5), published: row.optionalInteger(6))
  }
}

/// What exact repeats of an item share: under one guid and one headline there may still be two pages.
private struct ItemCopy: Hashable {
  let keys: ItemKeys
  let link: String

  init(_ sighting: Sighting) {
    keys = sighting.keys
    link = sighting.item.link.map(NormalizedLink.text) ?? ""
  }
}

/// How many items of a document are alike; counted when somebody asks, which is seldom.
private struct Likenesses {
  private let items: [Item]
  private lazy var counts = Dictionary(
    items.compactMap(ItemKeys.likeness).map { ($0, 1) }, uniquingKeysWith: +)

  init(of items: [Item]) { self.items = items }

  mutating func isUnique(_ likeness: Fingerprint) -> Bool { counts[likeness] == 1 }
}
