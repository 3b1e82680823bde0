package import Matching
internal import SQLite

extension Store {
  /// Remembers statements that are right, for the day when they are not.
  package func saveLastGood(_ statements: [GoodStatement]) throws(StoreError) {
    // An empty transaction would cost a flush too.
    if statements.isEmpty { return }
    try transaction { () throws(StoreError) in
      try wrap { () throws(SQLiteError) in
        for statement in statements {
          try database.run(
            "INSERT OR REPLACE INTO last_good VALUES (?, ?, ?, ?)", .text(statement.kind),
            .text(statement.name),
            .text(statement.file), .text(statement.text))
        }
      }
    }
  }

  package func lastGood(kind: String, name: String) throws(StoreError) -> GoodStatement? {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT file, text FROM last_good WHERE kind = ? AND name = ?", .text(kind), .text(name))
      guard try rows.next() else { return nil }
      return GoodStatement(kind: kind, name: name, file: rows.text(0), text: rows.text(1))
    }
  }

  /// All statements that were right when they were last seen.
  package func allLastGood() throws(StoreError) -> [GoodStatement] {
    try wrap { () throws(SQLiteError) in
      var statements: [GoodStatement] = []
      var rows = try database.query("SELECT kind, name, file, text FROM last_good ORDER BY kind, name")
      while try rows.next() {
        statements.append(
          GoodStatement(kind: rows.text(0), name: rows.text(1), file: rows.text(2), text: rows.text(3)))
      }
      return statements
    }
  }

  /// Forgets a statement that was taken out on purpose.
  package func removeLastGood(kind: String, name: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run("DELETE FROM last_good WHERE kind = ? AND name = ?", .text(kind), .text(name))
    }
  }

  /// Remembers the topic files that compiled, in their order, in place of those before.
  package func saveLastGoodTopics(_ files: [TopicFile]) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try wrap { () throws(SQLiteError) in
        try database.run("DELETE FROM last_good_topics")
        for (position, file) in files.enumerated() {
          try database.run(
            "INSERT INTO last_good_topics VALUES (?, ?, ?)", .integer(position), .text(file.path),
            .blob(file.bytes))
        }
      }
    }
  }

  package func lastGoodTopics() throws(StoreError) -> [TopicFile] {
    try wrap { () throws(SQLiteError) in
      var files: [TopicFile] = []
      var rows = try database.query("SELECT path, bytes FROM last_good_topics ORDER BY position")
      while try rows.next() { files.append(TopicFile(path: rows.text(0), bytes: rows.bytes(1))) }
      return files
    }
  }
}
