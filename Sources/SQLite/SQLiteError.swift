internal import CSQLite

/// A call to SQLite that failed. Bound values are never part of it: they may be secret.
package struct SQLiteError: Error, Equatable, Sendable {
  /// The extended result code; see https://sqlite.org/rescode.html.
  package var code: Int32
  /// SQLite's own words.
  package var message: String
  /// The statement, with its placeholders.
  package var sql: String?

  package init(code: Int32, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  package enum Kind: Sendable {
    /// Another process writes.
    case busy
    /// The file is damaged or no database at all.
    case corrupt
    /// The disk is full.
    case full
    /// The file cannot be opened or written.
    case unwritable
    case other
  }

  package var kind: Kind {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    case SQLITE_FULL: .full
    case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_IOERR, SQLITE_AUTH: .unwritable
    default: .other
    }
  }
}
