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

  /// Whether this process has written more than notes about runs and feeds.
  var hasNews = false

  /// Opens the state, creates it where it is missing, and brings it up to this version.
  package convenience init(_ path: String) throws(StoreError) {
    if path == Self.inMemory {
      try self.init(opening: path)
    } else {
      if try !Self.isThere(path) { try Self.create(path) }
      try self.init(opening: path)
      try checkOwner()
      // FULL: what a commit says is on the disk, also after a power cut. A first run leaves a long log; it is cut back.
      try execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216")
    }
    try migrate()
  }

  /// Opens a state that there is for a `rehearsal` only. Neither its file nor its log is written.
  package convenience init(rehearsing path: String) throws(StoreError) {
    guard try Self.isThere(path) else { throw StoreError(path: path, reason: .lost) }
    try self.init(opening: path)
    try checkOwner()
    // What does not fit the cache would be written to the log before its time.
    try execute("PRAGMA cache_spill = OFF")
  }

  /// Opens a state that there is to look at it: nothing in it can be changed, and a run may go on meanwhile.
  package convenience init(reading path: String) throws(StoreError) {
    guard try Self.isThere(path) else { throw StoreError(path: path, reason: .lost) }
    try self.init(opening: path, readOnly: true)
    try checkOwner()
  }

  private init(opening path: String, readOnly: Bool = false) throws(StoreError) {
    do {
      database = try Database(path, create: !readOnly, readOnly: readOnly)
    } catch {
      throw StoreError(path: path, reason: .database(error))
    }
    database.setBusyTimeout(milliseconds: Self.busyTimeout)
    // Copying the log into the file on closing would cost an unchanged tick two more flushes.
    database.keepLogOnClose()
    // Half of SQLite's own cache, in KiB: as fast here, since a batch is small, and the system keeps the pages too.
    try execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -1000")
  }

  /// Whether there is a state. An empty one, or one of which only the log is left, is damaged and no fresh start: alerts would
  /// be counted from 1 again.
  private static func isThere(_ path: String) throws(StoreError) -> Bool {
    let isThere = Files.exists(path)
    let size = (try? Files.status(isThere ? path : path + "-wal"))?.size ?? 0
    guard isThere == (size > 0) else { throw StoreError(path: path, reason: .lost) }
    return isThere
  }

  /// Makes an empty state under another name first: a crash leaves no half of one in its place.
  private static func create(_ path: String) throws(StoreError) {
    let new = path + ".new"
    do {
      for remnant in [new, new + "-journal"] where Files.exists(remnant) { try Files.remove(remnant) }
      // SQLite would create a file that everybody may read.
      _ = try OpenFile.appending(new, mode: 0o640)
    } catch {
      throw StoreError(path: path, reason: .file(error))
    }
    try Store(opening: new).migrate()
    do {
      try Files.rename(new, to: path)
      try Directories.sync(FilePath.folder(of: path))
    } catch {
      throw StoreError(path: path, reason: .file(error))
    }
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

  /// Runs `body` and undoes all that it wrote: what a run would do, without doing it. An older state is brought up for it.
  @discardableResult
  package func rehearsal<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    try execute("BEGIN IMMEDIATE")
    defer { undo(isInner: false) }
    try migrate()
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
    let owner = try pragma("application_id")
    guard version > 0, owner == Schema.applicationID else {
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

  private func pragma(_ name: String) throws(StoreError) -> Int {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query("PRAGMA \(name)")
      return try rows.next() ? rows.integer(0) : 0
    }
  }
}
