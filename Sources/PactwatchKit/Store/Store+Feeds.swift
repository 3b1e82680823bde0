internal import SQLite

extension Store {
  /// The state of each configured feed, by name; new feeds get a row.
  ///
  /// An address keeps its history under whatever name; a feed keeps it under a changed address that is not known.
  package func feedStates(for feeds: [Feed]) throws(StoreError) -> [String: FeedState] {
    var states = try allFeedStates()
    let misplaced = feeds.filter { states[$0.name]?.url != $0.url }
    if !misplaced.isEmpty {
      let names = Set(misplaced.map(\.name))
      var previous = Self.previous(of: misplaced, among: states, keeping: feeds)
      try transaction { () throws(StoreError) in
        // Names are unique: those that are given anew are free before any is.
        for state in states.values where names.contains(state.name) { try setAside(state) }
        for feed in misplaced {
          states[feed.name] = try place(feed, previous.removeValue(forKey: feed.name))
        }
      }
    }
    let configured = Set(feeds.map(\.name))
    return states.filter { configured.contains($0.key) }
  }

  /// What is known of each of these feeds, by its name now: of its address first, then of its name.
  private static func previous(
    of misplaced: [Feed], among states: [String: FeedState], keeping feeds: [Feed]
  ) -> [String: FeedState] {
    let kept = Set(feeds.map(\.name)).subtracting(misplaced.map(\.name))
    var free = states.filter { !kept.contains($0.key) }
    let names = Dictionary(free.values.map { ($0.url, $0.name) }) { first, _ in first }
    var previous: [String: FeedState] = [:]
    for feed in misplaced {
      if let name = names[feed.url] { previous[feed.name] = free.removeValue(forKey: name) }
    }
    for feed in misplaced where previous[feed.name] == nil {
      previous[feed.name] = free.removeValue(forKey: feed.name)
    }
    return previous
  }

  /// Takes its name from a feed, whose history stays under its address.
  private func setAside(_ state: FeedState) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        "UPDATE feed SET name = ? WHERE id = ?", .text("\(state.name) #\(state.id)"), .integer(state.id))
    }
  }

  /// All feeds that were ever watched, by name.
  package func allFeedStates() throws(StoreError) -> [String: FeedState] {
    let states = try rows(
      """
      SELECT id, name, url, validators_url, etag, last_modified, body_hash, last_attempt, last_success, last_document,
        failing_since, failures, failure_kind, failure, freshness, update_interval, due, due_reason, move_target,
        move_since, move_seen, notes, last_news, usual_gap, seeded FROM feed
      """
    ) { Self.feedState($0) }
    return Dictionary(states.map { ($0.name, $0) }) { first, _ in first }
  }

  private static func feedState(_ row: borrowing Rows) -> FeedState {
    var state = FeedState(id: row.integer(0), name: row.text(1), url: row.text(2))
    if let url = row.optionalText(3) {
      state.validators = FeedState.Validators(
        url: url, etag: row.optionalText(4), lastModified: row.optionalText(5))
    }
    state.bodyHash = row.optionalBytes(6)
    state.lastAttempt = row.optionalInteger(7)
    state.lastSuccess = row.optionalInteger(8)
    state.lastDocument = row.optionalInteger(9)
    if let since = row.optionalInteger(10), let kind = FetchError.Kind(rawValue: row.text(12)) {
      state.failure = FeedState.Failure(
        since: since, count: row.integer(11), kind: kind, message: row.text(13))
    }
    state.freshness = row.optionalInteger(14)
    state.updateInterval = row.optionalInteger(15)
    if let due = row.optionalInteger(16), let reason = Due.Reason(rawValue: row.text(17)) {
      state.due = Due(due, reason)
    }
    if let target = row.optionalText(18) {
      state.move = FeedMove(to: target, since: row.integer(19), seen: row.integer(20))
    }
    state.notes = row.text(21).split(separator: "\n").map { String($0) }
    state.lastNews = row.optionalInteger(22)
    state.usualGap = row.optionalInteger(23)
    state.isSeeded = row.integer(24) != 0
    return state
  }

  /// Gives a feed its row: a new one, or the one it had under another name or address.
  private func place(_ feed: Feed, _ previous: FeedState?) throws(StoreError) -> FeedState {
    try wrap { () throws(SQLiteError) in
      guard var state = previous else {
        try database.run("INSERT INTO feed (name, url) VALUES (?, ?)", .text(feed.name), .text(feed.url))
        return FeedState(id: database.lastInsertedRow, name: feed.name, url: feed.url)
      }
      if state.url != feed.url { state.moveByHand(to: feed.url) }
      state.name = feed.name
      try database.run(
        "UPDATE feed SET name = ?, url = ? WHERE id = ?", .text(feed.name), .text(feed.url),
        .integer(state.id))
      try update(state)
      return state
    }
  }

  /// Writes all of a feed's state but its name and address.
  package func save(_ state: FeedState) throws(StoreError) {
    try wrap { () throws(SQLiteError) in try update(state) }
  }

  private func update(_ state: FeedState) throws(SQLiteError) {
    let (validators, failure, move) = (state.validators, state.failure, state.move)
    try database.run(
      """
      UPDATE feed SET validators_url = ?, etag = ?, last_modified = ?, body_hash = ?, last_attempt = ?,
        last_success = ?, last_document = ?, failing_since = ?, failures = ?, failure_kind = ?, failure = ?,
        freshness = ?, update_interval = ?, due = ?, due_reason = ?, move_target = ?, move_since = ?, move_seen = ?,
        notes = ?, last_news = ?, usual_gap = ?, seeded = ? WHERE id = ?
      """,
      .optional(validators?.url), .optional(validators?.etag), .optional(validators?.lastModified),
      .optional(state.bodyHash), .optional(state.lastAttempt), .optional(state.lastSuccess),
      .optional(state.lastDocument), .optional(failure?.since), .optional(failure?.count),
      .optional(failure?.kind.rawValue), .optional(failure?.message), .optional(state.freshness),
      .optional(state.updateInterval), .optional(state.due?.time), .optional(state.due?.reason.rawValue),
      .optional(move?.target), .optional(move?.since), .optional(move?.seen),
      .text(state.notes.joined(separator: "\n")), .optional(state.lastNews), .optional(state.usualGap),
      .integer(state.isSeeded ? 1 : 0), .integer(state.id))
  }
}
