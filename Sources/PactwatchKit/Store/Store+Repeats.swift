internal import SQLite

extension Store {
  /// The last alert on a topic that an item which counts as new may repeat.
  ///
  /// That is one of the same feed with the same guid, link or title. Each of these alone proves nothing, so the item is
  /// told, and marked with this number.
  func possiblyRepeated(by item: Item, row: Int, topic: String) throws(StoreError) -> Int? {
    let wanted = RepeatTraits(guid: item.guid, link: item.link, title: item.title)
    return try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT alert.seq, item.guid, item.link, item.title
          FROM (SELECT seq, item, topic FROM alert ORDER BY seq DESC LIMIT ?3) AS alert
          CROSS JOIN item ON item.id = alert.item
          WHERE alert.topic = ?2 AND item.id <> ?1 AND item.feed = (SELECT feed FROM item WHERE id = ?1)
          ORDER BY alert.seq DESC
        """, .integer(row), .text(topic), .integer(Self.mostEarlierAlerts))
      while try rows.next() {
        let told = RepeatTraits(
          guid: rows.optionalText(1), link: rows.optionalText(2), title: rows.text(3))
        if wanted.meet(told) { return rows.integer(0) }
      }
      return nil
    }
  }

  /// So far back somebody may remember; it also bounds what an alert costs.
  private static let mostEarlierAlerts = 5_000
}

/// What two reports of one event may share.
private struct RepeatTraits {
  let guid: String?
  let link: String?
  let title: String

  init(guid: String?, link: String?, title: String) {
    self.guid = guid
    self.link = link.map { NormalizedLink.text(of: $0) }
    self.title = FoldedTitle.text(of: title)
  }

  func meet(_ other: RepeatTraits) -> Bool {
    guid != nil && guid == other.guid || link != nil && link == other.link
      || !title.isEmpty && title == other.title
  }
}
