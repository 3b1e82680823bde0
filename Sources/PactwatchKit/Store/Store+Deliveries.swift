internal import SQLite

/// Which deliveries of a receiver an event is about.
enum DeliverySelection {
  case message(String)
  case alert(Int)
  /// Of alerts behind this number.
  case topic(String, after: Int)
  case feed(String, after: Int)
  case all(after: Int)
}

extension Store {
  /// What a receiver is to be told and no message carries yet, oldest first.
  package func dueDeliveries(of receiver: String, limit: Int) throws(StoreError) -> [DueDelivery] {
    try deliveries("state = 'pending'", .text(receiver), .null, limit: limit)
  }

  /// The deliveries that a message carries which was begun.
  func deliveries(of receiver: String, in message: String) throws(StoreError) -> [DueDelivery] {
    try deliveries("state = 'sending' AND message = ?2", .text(receiver), .text(message), limit: .max)
  }

  private func deliveries(
    _ condition: String, _ receiver: SQLiteValue, _ message: SQLiteValue, limit: Int
  ) throws(StoreError) -> [DueDelivery] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT \(Self.alertColumns), digest, attempts FROM delivery JOIN alert ON seq = delivery.alert
          WHERE receiver = ?1 AND \(condition) ORDER BY delivery.alert LIMIT ?3
        """, receiver, message, .integer(limit))
      var due: [DueDelivery] = []
      while try rows.next() {
        due.append(
          DueDelivery(
            recorded: try recordedAlert(rows), isForDigest: rows.integer(15) != 0, attempts: rows.integer(16))
        )
      }
      return due
    }
  }

  /// The messages that were begun and are not known to have arrived, oldest first.
  func begunMessages(of receiver: String) throws(StoreError) -> [BegunMessage] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT message, max(attempts) FROM delivery WHERE receiver = ? AND state = 'sending'
          GROUP BY message ORDER BY min(alert)
        """, .text(receiver))
      var messages: [BegunMessage] = []
      while try rows.next() { messages.append(BegunMessage(key: rows.text(0), attempts: rows.integer(1))) }
      return messages
    }
  }

  /// Lets an event happen to those deliveries whose state admits it; returns to how many it did.
  @discardableResult
  func apply(
    _ event: DeliveryEvent, _ value: SQLiteValue, to selection: DeliverySelection, of receiver: String
  ) throws(StoreError) -> Int {
    hasNews = true
    let (condition, key): (String, SQLiteValue) =
      switch selection {
      case .message(let key): ("message = ?2", .text(key))
      case .alert(let sequence): ("alert = ?2", .integer(sequence))
      case .topic(let name, let last):
        ("alert IN (SELECT seq FROM alert WHERE seq > \(last) AND topic = ?2)", .text(name))
      case .feed(let name, let last):
        ("alert IN (SELECT seq FROM alert WHERE seq > \(last) AND feed = ?2)", .text(name))
      case .all(let last): ("alert > ?2", .integer(last))
      }
    let states = event.from.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try wrap { () throws(SQLiteError) in
      try database.run(
        """
        UPDATE delivery SET state = '\(event.to.rawValue)', \(event.change)
          WHERE receiver = ?1 AND state IN (\(states)) AND \(condition)
        """, .text(receiver), key, value)
      return database.changes
    }
  }

  /// Frees what a receiver began to tell when it was one of another kind: nobody goes on with that.
  func releaseBegun(of receiver: String) throws(StoreError) {
    guard try !deliveries("state = 'sending'", .text(receiver), .null, limit: 1).isEmpty else { return }
    _ = try apply(.release, .null, to: .all(after: 0), of: receiver)
  }

  /// How many alerts wait for each receiver that any wait for, configured or not.
  package func pendingCounts() throws(StoreError) -> [String: Int] {
    try counts(of: "'pending', 'sending'")
  }

  /// How many dead letters each receiver has that has any.
  package func deadCounts() throws(StoreError) -> [String: Int] { try counts(of: "'dead'") }

  private func counts(of states: String) throws(StoreError) -> [String: Int] {
    try wrap { () throws(SQLiteError) in
      var counts: [String: Int] = [:]
      var rows = try database.query(
        "SELECT receiver, count(*) FROM delivery WHERE state IN (\(states)) GROUP BY receiver")
      while try rows.next() { counts[rows.text(0)] = rows.integer(1) }
      return counts
    }
  }
}
