internal import Posix
internal import SQLite

/// The state of the watch: what was seen, what is to be told, what has been told. One process at a time writes it.
///
/// All of it is in one SQLite file. Whatever belongs together is changed in one `transaction`.
package final class Store {
  let database: Database

  /// The name of the database within the folder of the state.
  package static let fileName = "state.db"

  /// A path that stands for a state of its own in memory, gone with the store.
  package static let inMemory = ":memory:"

  /// The database file.
  package var path: String { database.path }

  /// Opens the state, creates it where it is missing, and brings it up to this version.
  package init(_ path: String) throws(StoreError) {
    if path != Self.inMemory { try Self.createFile(path) }
    do {
      database = try Database(path)
    } catch {
      throw StoreError(path: path, reason: .database(error))
    }
    database.setBusyTimeout(milliseconds: Self.busyTimeout)
    try checkOwner()
    try configure()
    try migrate()
  }

  /// SQLite would create a file that everybody may read.
  private static func createFile(_ path: String) throws(StoreError) {
    do {
      _ = try OpenFile.appending(path, mode: 0o640)
    } catch {
      throw StoreError(path: path, reason: .file(error))
    }
  }

  private func configure() throws(StoreError) {
    // Copying the log into the file on closing would cost an unchanged tick two more flushes.
    database.keepLogOnClose()
    // FULL: what a commit says is on the disk, also after a power cut. A first run leaves a long log; it is cut back.
    try execute(
      """
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA journal_size_limit = 16777216;
      PRAGMA foreign_keys = ON;
      PRAGMA trusted_schema = OFF;
      """)
  }

  /// Longer than any transaction of ours takes, shorter than a person waits.
  private static let busyTimeout: Int32 = 5_000

  /// Runs `body` as one transaction: all of it is on the disk afterwards, or none of it happened.
  ///
  /// Inside another transaction it is a part of that one, undone alone where it fails.
  @discardableResult
  package func transaction<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    let isInner = database.isInTransaction
    try execute(isInner ? "SAVEPOINT part" : "BEGIN IMMEDIATE")
    do {
      let value = try body()
      try execute(isInner ? "RELEASE part" : "COMMIT")
      return value
    } catch {
      undo(isInner: isInner)
      throw error
    }
  }

  /// Runs `body` and undoes all that it wrote: what a run would do, without doing it.
  @discardableResult
  package func rehearsal<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    try execute("BEGIN IMMEDIATE")
    defer { undo(isInner: false) }
    return try body()
  }

  /// Some errors have undone everything already; doing so again would hide the first error behind another.
  private func undo(isInner: Bool) {
    guard database.isInTransaction else { return }
    try? execute(isInner ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK")
  }
}

extension Store {
  func execute(_ sql: String) throws(StoreError) {
    try wrap { () throws(SQLiteError) in try database.execute(sql) }
  }

  /// Turns an error of SQLite into one that names the state.
  func wrap<Value>(_ body: () throws(SQLiteError) -> Value) throws(StoreError) -> Value {
    do {
      return try body()
    } catch {
      throw StoreError(path: database.path, reason: .database(error))
    }
  }

  /// Refuses what is not ours before anything in it is changed.
  private func checkOwner() throws(StoreError) {
    let version = try pragma("user_version")
    guard try version > 0 ? pragma("application_id") == Schema.applicationID : isEmpty else {
      throw StoreError(path: database.path, reason: .foreign)
    }
    let known = Schema.steps.count
    guard version <= known else {
      throw StoreError(path: database.path, reason: .newer(version: version, known: known))
    }
  }

  private func migrate() throws(StoreError) {
    let known = Schema.steps.count
    if try pragma("user_version") == known { return }
    try transaction { () throws(StoreError) in
      // Another process may have been faster.
      for step in Schema.steps.dropFirst(try pragma("user_version")) { try execute(step) }
      try execute("PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(known)")
    }
  }

  private var isEmpty: Bool {
    get throws(StoreError) {
      try wrap { () throws(SQLiteError) in
        var rows = try database.query("SELECT 1 FROM sqlite_schema LIMIT 1")
        return try !rows.next()
      }
    }
  }

  private func pragma(_ name: String) throws(StoreError) -> Int {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query("PRAGMA \(name)")
      return try rows.next() ? rows.integer(0) : 0
    }
  }
}
