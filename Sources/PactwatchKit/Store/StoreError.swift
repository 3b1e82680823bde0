package import Posix
package import SQLite

/// Why the state cannot be read or written.
package struct StoreError: Error, Equatable, Sendable {
  /// The database file.
  package var path: String
  package var reason: Reason

  package enum Reason: Equatable, Sendable {
    case file(PosixError)
    case database(SQLiteError)
    /// A later pactwatch wrote it.
    case newer(version: Int, known: Int)
    /// A SQLite database of some other program.
    case foreign
    /// Empty, or gone while its log is still there.
    case lost
  }

  /// Whether waiting may help: another process writes.
  package var isBusy: Bool {
    if case .database(let error) = reason { error.kind == .busy } else { false }
  }

  /// One sentence or two: what is wrong and what to do.
  package var message: String {
    switch reason {
    case .file(let error): "cannot use the state \(path): \(error.message)"
    case .newer(let version, let known):
      "the state \(path) has version \(version), written by a later pactwatch; this one knows versions up to "
        + "\(known). Install the later pactwatch again, or restore the backup made before it"
    case .lost:
      "the state \(path) is lost: the file is empty, or only its log '\(path)-wal' is left. Restore a backup; or move both "
        + "away to begin anew, with alerts counted from 1"
    case .foreign: "\(path) is the database of another program; set 'state' to a folder of its own"
    case .database(let error): "cannot use the state \(path): \(explanation(of: error))"
    }
  }

  private func explanation(of error: SQLiteError) -> String {
    switch error.kind {
    case .busy: "another process writes to it; try again"
    case .full: "the disk is full"
    case .corrupt:
      "it is damaged (\(error.message)). The alert log is not touched. Move it away and restore a backup, or save "
        + "what can be read: sqlite3 '\(path)' .recover | sqlite3 recovered.db"
    case .unwritable: "\(error.message). Check the folder's owner and mode"
    case .other: error.message
    }
  }
}
