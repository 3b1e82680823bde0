internal import CSQLite

/// A connection to a database file, closed when it is let go. It belongs to one thread.
@safe package final class Database {
  package let path: String
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// Opens a database; `create` makes an empty one where the file is missing.
  package init(_ path: String, create: Bool = true, readOnly: Bool = false) throws(SQLiteError) {
    let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0)
    var handle: OpaquePointer?
    let code = unsafe sqlite3_open_v2(
      path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard let opened = unsafe handle else { throw SQLiteError(code: code, message: "out of memory") }
    guard code == SQLITE_OK else {
      let message = unsafe String(cString: sqlite3_errmsg(opened))
      // A connection that failed to open must be closed all the same.
      unsafe sqlite3_close(opened)
      throw SQLiteError(code: code, message: message)
    }
    self.path = path
    unsafe self.handle = opened
  }

  deinit {
    statements = [:]
    unsafe sqlite3_close_v2(handle)
  }

  /// How long a statement waits for another process that writes.
  package func setBusyTimeout(milliseconds: Int32) {
    unsafe sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Leaves the write-ahead log for the next connection instead of copying it into the file on closing.
  package func keepLogOnClose() {
    unsafe pw_set_flag(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
  }

  /// Runs any number of statements that take no values and give no rows.
  package func execute(_ sql: String) throws(SQLiteError) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw unsafe SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
  }

  /// Runs one statement to its end.
  package func run(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) {
    try run(sql, values)
  }

  package func run(_ sql: String, _ values: [SQLiteValue]) throws(SQLiteError) {
    let rows = try rows(of: sql, values)
    _ = try rows.statement.step()
  }

  /// The rows that a statement gives.
  package func query(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) -> Rows {
    try rows(of: sql, values)
  }

  package func query(_ sql: String, _ values: [SQLiteValue]) throws(SQLiteError) -> Rows {
    try rows(of: sql, values)
  }

  private func rows(of sql: String, _ values: [SQLiteValue]) throws(SQLiteError) -> Rows {
    let rows = Rows(try statement(sql))
    try rows.statement.bind(values)
    return rows
  }

  /// The cached statement, or a fresh one while somebody still reads from that.
  private func statement(_ sql: String) throws(SQLiteError) -> Statement {
    if let statement = statements[sql], !statement.isInUse { return statement }
    let statement = try unsafe Statement(sql, in: handle)
    statements[sql] = statement
    return statement
  }

  /// The number of rows that the last statement inserted, changed or deleted.
  package var changes: Int { unsafe Int(sqlite3_changes64(handle)) }

  /// The row number that the last successful INSERT gave.
  package var lastInsertedRow: Int { unsafe Int(sqlite3_last_insert_rowid(handle)) }

  /// Whether a transaction is open.
  package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }
}
