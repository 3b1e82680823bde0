internal import SQLite

/// One run of the watch as the state remembers it.
package struct RecordedRun: Sendable, Equatable {
  package var id: Int
  package var started: Int
  /// Nil while it runs, and for ever if it was killed.
  package var ended: Int?
  /// The exit status.
  package var status: Int?
  /// What it did, as the JSON that the watch wrote.
  package var summary: String?
}

extension Store {
  /// Takes note that a run began, and returns its number. `now` is in milliseconds since 1970.
  package func beginRun(now: Int) throws(StoreError) -> Int {
    try withoutFlush { () throws(SQLiteError) in
      try database.run("INSERT INTO run (started) VALUES (?)", .integer(now))
    }
    return database.lastInsertedRow
  }

  /// Takes note of how a run ended.
  package func endRun(_ id: Int, now: Int, status: Int, summary: String) throws(StoreError) {
    try withoutFlush { () throws(SQLiteError) in
      try database.run(
        "UPDATE run SET ended = ?, status = ?, summary = ? WHERE id = ?", .integer(now), .integer(status),
        .text(summary), .integer(id))
    }
    // From now on the file is whole without its log: a copy of it alone misses nothing that was told.
    if hasNews { try? execute("PRAGMA wal_checkpoint(PASSIVE)") }
  }

  /// A note about a run is not worth a flush of the disk: only a power cut may take it, and nothing hangs on it.
  private func withoutFlush(_ body: () throws(SQLiteError) -> Void) throws(StoreError) {
    if database.isInTransaction { return try wrap(body) }
    try execute("PRAGMA synchronous = NORMAL")
    defer { try? execute("PRAGMA synchronous = FULL") }
    try wrap(body)
  }

  /// The latest runs, the last one first.
  package func runs(limit: Int) throws(StoreError) -> [RecordedRun] { try runs(where: "TRUE", limit: limit) }

  /// The latest of the runs for which a condition of SQL holds.
  func runs(where condition: String, limit: Int) throws(StoreError) -> [RecordedRun] {
    try wrap { () throws(SQLiteError) in
      var runs: [RecordedRun] = []
      var rows = try database.query(
        "SELECT id, started, ended, status, summary FROM run WHERE \(condition) ORDER BY id DESC LIMIT ?",
        .integer(limit))
      while try rows.next() {
        runs.append(
          RecordedRun(
            id: rows.integer(0), started: rows.integer(1), ended: rows.optionalInteger(2),
            status: rows.optionalInteger(3), summary: rows.optionalText(4)))
      }
      return runs
    }
  }
}
