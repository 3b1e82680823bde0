internal import SQLite

extension Store {
  /// The state of each configured feed, by name; new feeds get a row.
  ///
  /// A feed keeps its history under a changed address, and under a changed name with an address that is known from a feed
  /// which is configured no more.
  package func feedStates(for feeds: [Feed]) throws(StoreError) -> [String: FeedState] {
    var known = try allFeedStates()
    let configured = Set(feeds.map(\.name))
    var orphans: [String: FeedState] = [:]
    for state in known.values where !configured.contains(state.name) { orphans[state.url] = state }
    let misplaced = feeds.filter { known[$0.name]?.url != $0.url }
    if !misplaced.isEmpty {
      try transaction { () throws(StoreError) in
        for feed in misplaced {
          known[feed.name] = try place(feed, known[feed.name] ?? orphans.removeValue(forKey: feed.url))
        }
      }
    }
    return known.filter { configured.contains($0.key) }
  }

  /// All feeds that were ever watched, by name.
  package func allFeedStates() throws(StoreError) -> [String: FeedState] {
    try wrap { () throws(SQLiteError) in
      var states: [String: FeedState] = [:]
      var rows = try database.query(
        """
        SELECT id, name, url, validators_url, etag, last_modified, body_hash, last_attempt, last_success, failures,
          last_error, seeded FROM feed
        """)
      while try rows.next() { states[rows.text(1)] = Self.feedState(rows) }
      return states
    }
  }

  private static func feedState(_ row: borrowing Rows) -> FeedState {
    var state = FeedState(id: row.integer(0), name: row.text(1), url: row.text(2))
    state.validators = row.optionalText(3).map {
      FeedState.Validators(url: $0, etag: row.optionalText(4), lastModified: row.optionalText(5))
    }
    state.bodyHash = row.optionalBytes(6)
    state.lastAttempt = row.optionalInteger(7)
    state.lastSuccess = row.optionalInteger(8)
    state.failures = row.integer(9)
    state.lastError = row.optionalText(10)
    state.isSeeded = row.integer(11) != 0
    return state
  }

  /// Gives a feed its row: a new one, or the one it had under another name or address.
  private func place(_ feed: Feed, _ previous: FeedState?) throws(StoreError) -> FeedState {
    try transaction { () throws(StoreError) in
      try wrap { () throws(SQLiteError) in
        guard var state = previous else {
          try database.run("INSERT INTO feed (name, url) VALUES (?, ?)", .text(feed.name), .text(feed.url))
          return FeedState(id: database.lastInsertedRow, name: feed.name, url: feed.url)
        }
        state.name = feed.name
        state.url = feed.url
        try database.run(
          "UPDATE feed SET name = ?, url = ? WHERE id = ?", .text(feed.name), .text(feed.url),
          .integer(state.id))
        return state
      }
    }
  }

  /// Writes all of a feed's state but its name and address.
  package func save(_ state: FeedState) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        """
        UPDATE feed SET validators_url = ?, etag = ?, last_modified = ?, body_hash = ?, last_attempt = ?,
          last_success = ?, failures = ?, last_error = ?, seeded = ? WHERE id = ?
        """,
        .optional(state.validators?.url), .optional(state.validators?.etag),
        .optional(state.validators?.lastModified), .optional(state.bodyHash), .optional(state.lastAttempt),
        .optional(state.lastSuccess), .integer(state.failures), .optional(state.lastError),
        .integer(state.isSeeded ? 1 : 0), .integer(state.id))
    }
  }
}
