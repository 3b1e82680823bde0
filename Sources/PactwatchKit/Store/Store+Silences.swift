internal import SQLite

/// Something that chat rooms and webhooks are not told of until a moment; files get it all the same.
package struct Silence: Sendable, Equatable {
  package var kind: Kind
  /// Of the topic, the feed or the receiver.
  package var name: String
  /// Milliseconds since 1970.
  package var until: Int

  package enum Kind: String, Sendable, CaseIterable {
    case topic
    case feed
    case receiver
  }

  package init(_ kind: Kind, _ name: String, until: Int) {
    (self.kind, self.name, self.until) = (kind, name, until)
  }
}

extension Store {
  /// The silences that hold at a moment, those that end first in front.
  package func silences(now: Int) throws(StoreError) -> [Silence] {
    try begunSilences(now: now).map(\.silence)
  }

  /// Each with the number of the last alert that was there when it began.
  private func begunSilences(now: Int) throws(StoreError) -> [(silence: Silence, lastAlert: Int)] {
    try rows(
      "SELECT kind, name, until, last_alert FROM silence WHERE until > ? ORDER BY until, kind, name",
      .integer(now)
    ) { row in
      Silence.Kind(rawValue: row.text(0)).map {
        (Silence($0, row.text(1), until: row.integer(2)), row.integer(3))
      }
    }.compactMap(\.self)
  }

  /// Begins a silence, or gives one another end. Forgets those that are over.
  package func begin(_ silence: Silence, now: Int) throws(StoreError) {
    try transaction { () throws(StoreError) in
      let last = try lastSequence()
      try wrap { () throws(SQLiteError) in
        try database.run("DELETE FROM silence WHERE until <= ?", .integer(now))
        try database.run(
          """
          INSERT INTO silence (kind, name, until, last_alert) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET until = excluded.until
          """, .text(silence.kind.rawValue), .text(silence.name), .integer(silence.until), .integer(last))
      }
    }
  }

  /// Ends a silence; false where there was none.
  package func lift(_ kind: Silence.Kind, _ name: String) throws(StoreError) -> Bool {
    try wrap { () throws(SQLiteError) in
      try database.run("DELETE FROM silence WHERE kind = ? AND name = ?", .text(kind.rawValue), .text(name))
      return database.changes > 0
    }
  }

  /// Suppresses what silences cover of what these receivers were to be told. What was due before a silence began is told.
  func applySilences(to receivers: [String], now: Int) throws(StoreError) {
    let silences = try begunSilences(now: now)
    if silences.isEmpty { return }
    let reason = SQLiteValue.text(Suppression.silence.rawValue)
    try transaction { () throws(StoreError) in
      for (silence, last) in silences {
        for receiver in receivers where silence.kind != .receiver || silence.name == receiver {
          let selection: DeliverySelection =
            switch silence.kind {
            case .topic: .topic(silence.name, after: last)
            case .feed: .feed(silence.name, after: last)
            case .receiver: .all(after: last)
            }
          try apply(.silence, reason, to: selection, of: receiver)
        }
      }
    }
  }
}
