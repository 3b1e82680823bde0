internal import SQLite

extension Store {
  /// The sites that are left alone at that time, by `host:port`.
  ///
  /// A pause that began in the future was noted while the clock was wrong, and counts no more.
  package func hostPauses(at now: Int) throws(StoreError) -> [String: HostPause] {
    try wrap { () throws(SQLiteError) in
      var pauses: [String: HostPause] = [:]
      var rows = try database.query(
        "SELECT site, since, until FROM host_pause WHERE since <= ?1 AND until > ?1", .integer(now))
      while try rows.next() {
        pauses[rows.text(0)] = HostPause(site: rows.text(0), since: rows.integer(1), until: rows.integer(2))
      }
      return pauses
    }
  }

  /// Notes a pause, and forgets those that are over.
  func save(_ pause: HostPause) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run("DELETE FROM host_pause WHERE until <= ?", .integer(pause.since))
      try database.run(
        "INSERT OR REPLACE INTO host_pause (site, since, until) VALUES (?, ?, ?)", .text(pause.site),
        .integer(pause.since), .integer(pause.until))
    }
  }
}
