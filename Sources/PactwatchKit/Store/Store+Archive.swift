package import Matching
internal import SQLite

/// An item of the archive and where it came from.
package struct ArchivedItem: Sendable, Equatable {
  package var row: Int
  /// The name of its feed.
  package var feed: String
  /// Milliseconds since 1970.
  package var firstSeen: Int
  package var item: Item
}

/// What a topic once said about an item.
package struct Verdict: Sendable, Equatable {
  package var tier: Tier
  /// The sentence that said it, its hits between `**`.
  package var why: String
}

extension Store {
  /// Goes through the items first seen at that time or later, in the order they came.
  package func forEachItem(
    since time: Int, _ body: (ArchivedItem) throws(StoreError) -> Void
  ) throws(StoreError) {
    var last = 0
    while true {
      let items = try archivedItems(after: last, since: time)
      guard let row = items.last?.row else { return }
      last = row
      for item in items { try body(item) }
    }
  }

  /// A few hundred items at a time: no long statement keeps the log of a run that goes on meanwhile from being copied.
  private func archivedItems(after row: Int, since time: Int) throws(StoreError) -> [ArchivedItem] {
    try wrap { () throws(SQLiteError) in
      var items: [ArchivedItem] = []
      var rows = try database.query(
        """
        SELECT \(Self.archivedColumns) FROM item JOIN feed ON feed.id = item.feed
          WHERE item.id > ? AND item.first_seen >= ? ORDER BY item.id LIMIT 500
        """, .integer(row), .integer(time))
      while try rows.next() { items.append(Self.archivedItem(rows)) }
      return items
    }
  }

  static let archivedColumns = "\(itemColumns), item.id, item.first_seen, feed.name"

  /// Reads an item from a row that begins with `archivedColumns`.
  static func archivedItem(_ row: borrowing Rows) -> ArchivedItem {
    ArchivedItem(row: row.integer(7), feed: row.text(9), firstSeen: row.integer(8), item: item(row))
  }

  /// What was recorded about an item, by topic; an alert stands before what was only possible.
  package func verdicts(on row: Int) throws(StoreError) -> [String: Verdict] {
    try wrap { () throws(SQLiteError) in
      var verdicts: [String: Verdict] = [:]
      var rows = try database.query("SELECT topic, tier, why FROM alert WHERE item = ?", .integer(row))
      while try rows.next() {
        guard let tier = Tier(rawValue: rows.text(1)), verdicts[rows.text(0)]?.tier != .alert else {
          continue
        }
        verdicts[rows.text(0)] = Verdict(tier: tier, why: rows.text(2))
      }
      return verdicts
    }
  }
}
