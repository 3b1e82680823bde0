internal import SQLite

extension Store {
  /// The sites that are left alone at that time, by `host:port`.
  ///
  /// A pause that began in the future was noted while the clock was wrong, and counts no more.
  package func hostPauses(at now: Int) throws(StoreError) -> [String: HostPause] {
    let pauses = try rows(
      "SELECT site, since, until FROM host_pause WHERE since <= ?1 AND until > ?1", .integer(now)
    ) { HostPause(site: $0.text(0), since: $0.integer(1), until: $0.integer(2)) }
    return Dictionary(pauses.map { ($0.site, $0) }) { first, _ in first }
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
