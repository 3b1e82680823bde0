internal import SQLite

/// An item that waits for a topic that a mistake hid when the item came.
package struct PendingMatch: Sendable, Equatable {
  package var topic: String
  /// The item's row in the archive.
  package var row: Int
  package var item: Item
  /// The kind of alert it becomes if the topic fires.
  package var kind: Alert.Kind
  /// The name of its feed.
  package var feed: String
}

extension Store {
  /// Remembers that topics are still to be asked about an item.
  func postpone(_ topics: [String], item: Int, kind: Alert.Kind) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      for topic in topics {
        try database.run(
          "INSERT OR IGNORE INTO pending_match VALUES (?, ?, ?)", .text(topic), .integer(item),
          .text(kind.rawValue))
      }
    }
  }

  /// Lets no item wait for a topic any more.
  func removePending(topic: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run("DELETE FROM pending_match WHERE topic = ?", .text(topic))
    }
  }

  /// The topics for which items wait.
  package func pendingTopics() throws(StoreError) -> [String] {
    try wrap { () throws(SQLiteError) in
      var topics: [String] = []
      var rows = try database.query("SELECT DISTINCT topic FROM pending_match ORDER BY topic")
      while try rows.next() { topics.append(rows.text(0)) }
      return topics
    }
  }

  /// The first items behind a row that wait for a topic.
  package func pendingMatches(topic: String, after row: Int, limit: Int) throws(StoreError) -> [PendingMatch]
  {
    try wrap { () throws(SQLiteError) in
      var matches: [PendingMatch] = []
      var rows = try database.query(
        """
        SELECT \(Self.itemColumns), item.id, kind, feed.name FROM pending_match
          JOIN item ON item.id = pending_match.item JOIN feed ON feed.id = item.feed
          WHERE topic = ? AND pending_match.item > ? ORDER BY pending_match.item LIMIT ?
        """, .text(topic), .integer(row), .integer(limit))
      while try rows.next() {
        matches.append(
          PendingMatch(
            topic: topic, row: rows.integer(7), item: Self.item(rows),
            kind: Alert.Kind(rawValue: rows.text(8)) ?? .new, feed: rows.text(9)))
      }
      return matches
    }
  }
}
