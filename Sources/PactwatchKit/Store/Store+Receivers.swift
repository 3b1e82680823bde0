internal import SQLite

extension Store {
  /// What is remembered about a receiver; everything is zero for one that was never tried.
  package func receiverState(_ name: String) throws(StoreError) -> ReceiverState {
    try wrap { () throws(SQLiteError) in
      var state = ReceiverState()
      var rows = try database.query(
        "SELECT not_before, failures, failing_since, last_success, last_error, open FROM receiver WHERE name = ?",
        .text(name))
      guard try rows.next() else { return state }
      state.notBefore = rows.integer(0)
      state.failures = rows.integer(1)
      state.failingSince = rows.optionalInteger(2)
      state.lastSuccess = rows.optionalInteger(3)
      state.lastError = rows.optionalText(4)
      state.isOpen = rows.integer(5) != 0
      return state
    }
  }

  func save(_ state: ReceiverState, of name: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        """
        INSERT OR REPLACE INTO receiver (name, not_before, failures, failing_since, last_success, last_error, open)
          VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        .text(name), .integer(state.notBefore), .integer(state.failures), .optional(state.failingSince),
        .optional(state.lastSuccess), .optional(state.lastError), .integer(state.isOpen ? 1 : 0))
    }
  }

  func fileIntent(of receiver: String) throws(StoreError) -> FileIntent? {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT device, inode, offset, message FROM file_intent WHERE receiver = ?", .text(receiver))
      guard try rows.next() else { return nil }
      return FileIntent(
        device: UInt64(bitPattern: Int64(rows.integer(0))), inode: UInt64(bitPattern: Int64(rows.integer(1))),
        offset: rows.integer(2), message: rows.text(3))
    }
  }

  func save(_ intent: FileIntent, of receiver: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        "INSERT OR REPLACE INTO file_intent (receiver, device, inode, offset, message) VALUES (?, ?, ?, ?, ?)",
        .text(receiver), .integer(Int(Int64(bitPattern: intent.device))),
        .integer(Int(Int64(bitPattern: intent.inode))), .integer(intent.offset), .text(intent.message))
    }
  }

  func removeFileIntent(of receiver: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run("DELETE FROM file_intent WHERE receiver = ?", .text(receiver))
    }
  }
}
