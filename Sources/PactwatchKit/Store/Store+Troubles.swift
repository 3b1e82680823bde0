internal import SQLite

extension Store {
  /// The troubles that last, the oldest first.
  package func troubles() throws(StoreError) -> [Trouble] {
    try rows("SELECT kind, subject, title, advice FROM trouble ORDER BY since, kind, subject") { row in
      Trouble.Kind(rawValue: row.text(0)).map {
        Trouble($0, of: row.text(1), row.text(2), advice: row.text(3))
      }
    }.compactMap(\.self)
  }

  func trouble(_ kind: Trouble.Kind, of subject: String) throws(StoreError) -> Trouble? {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT title, advice FROM trouble WHERE kind = ? AND subject = ?", .text(kind.rawValue),
        .text(subject))
      guard try rows.next() else { return nil }
      return Trouble(kind, of: subject, rows.text(0), advice: rows.text(1))
    }
  }

  /// `since` is when it began, where it is a new one.
  func save(_ trouble: Trouble, since: Int) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO trouble (kind, subject, since, title, advice) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET title = excluded.title, advice = excluded.advice
        """,
        .text(trouble.kind.rawValue), .text(trouble.subject), .integer(since), .text(trouble.title),
        .text(trouble.advice))
    }
  }

  func removeTrouble(_ kind: Trouble.Kind, of subject: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        "DELETE FROM trouble WHERE kind = ? AND subject = ?", .text(kind.rawValue), .text(subject))
    }
  }
}
