internal import SQLite

extension Store {
  /// What a receiver is to be told now, oldest first; `now` is in milliseconds since 1970.
  package func dueDeliveries(of receiver: String, now: Int, limit: Int) throws(StoreError) -> [DueDelivery] {
    // A moment further ahead than anybody is made to wait comes from a clock that was wrong.
    try deliveries(
      of: receiver, where: "next_at NOT BETWEEN ?2 + 1 AND ?2 + \(Self.longestWait)", .integer(now),
      limit: limit)
  }

  /// The deliveries that one message carries.
  package func pendingDeliveries(of receiver: String, message: String) throws(StoreError) -> [DueDelivery] {
    try deliveries(of: receiver, where: "message = ?2", .text(message), limit: .max)
  }

  /// Nobody is made to wait longer than a day.
  package static let longestWait = 24 * 60 * 60 * 1_000

  private func deliveries(
    of receiver: String, where condition: String, _ value: SQLiteValue, limit: Int
  ) throws(StoreError) -> [DueDelivery] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT \(Self.alertColumns), digest, message, attempts FROM delivery JOIN alert ON seq = delivery.alert
          WHERE receiver = ?1 AND state = 'pending' AND \(condition) ORDER BY delivery.alert LIMIT ?3
        """, .text(receiver), value, .integer(limit))
      var due: [DueDelivery] = []
      while try rows.next() {
        due.append(
          DueDelivery(
            recorded: try recordedAlert(rows), isForDigest: rows.integer(14) != 0,
            message: rows.optionalText(15),
            attempts: rows.integer(16)))
      }
      return due
    }
  }

  /// Ties deliveries to the message that will carry them.
  func assign(_ message: String, to alerts: [Int], of receiver: String) throws(StoreError) {
    for alert in alerts {
      try update("message = ?3", .text(message), where: "alert = ?2", .integer(alert), of: receiver)
    }
  }

  /// Unties what certainly did not arrive from its message: next time it may go with others.
  func release(_ message: String, of receiver: String) throws(StoreError) {
    try update("message = ?3", .null, where: "message = ?2", .text(message), of: receiver)
  }

  /// Takes note that all deliveries of a message arrived.
  func markDelivered(_ message: String, of receiver: String, now: Int) throws(StoreError) {
    try update(
      "state = 'delivered', delivered_at = ?3, attempts = attempts + 1, last_error = NULL", .integer(now),
      where: "message = ?2", .text(message), of: receiver)
  }

  /// Takes note that one delivery arrived.
  func markDelivered(alert: Int, of receiver: String, now: Int) throws(StoreError) {
    try update(
      "state = 'delivered', delivered_at = ?3, attempts = attempts + 1, last_error = NULL", .integer(now),
      where: "alert = ?2", .integer(alert), of: receiver)
  }

  /// Takes note that a message failed, with the reason as one sentence without secrets.
  func markFailed(_ message: String, of receiver: String, _ reason: String) throws(StoreError) {
    try update(
      "attempts = attempts + 1, last_error = ?3", .text(reason), where: "message = ?2", .text(message),
      of: receiver)
  }

  /// Keeps a message from being tried before a moment.
  func postpone(_ message: String, of receiver: String, until time: Int) throws(StoreError) {
    try update("next_at = ?3", .integer(time), where: "message = ?2", .text(message), of: receiver)
  }

  /// Changes pending deliveries only: a delivery that is done stays as it is.
  private func update(
    _ change: String, _ value: SQLiteValue, where condition: String, _ key: SQLiteValue, of receiver: String
  ) throws(StoreError) {
    try wrap { () throws(SQLiteError) in
      try database.run(
        "UPDATE delivery SET \(change) WHERE receiver = ?1 AND state = 'pending' AND \(condition)",
        .text(receiver), key, value)
    }
  }

  /// How many deliveries of each receiver are in which state.
  package func deliveryCounts() throws(StoreError) -> [String: DeliveryCounts] {
    try wrap { () throws(SQLiteError) in
      var counts: [String: DeliveryCounts] = [:]
      var rows = try database.query("SELECT receiver, state, count(*) FROM delivery GROUP BY receiver, state")
      while try rows.next() {
        let count = rows.integer(2)
        switch rows.text(1) {
        case "pending": counts[rows.text(0), default: DeliveryCounts()].pending = count
        case "delivered": counts[rows.text(0), default: DeliveryCounts()].delivered = count
        default: counts[rows.text(0), default: DeliveryCounts()].suppressed = count
        }
      }
      return counts
    }
  }

  /// How many alerts wait for a receiver.
  package func pendingCount(of receiver: String) throws(StoreError) -> Int {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT count(*) FROM delivery WHERE receiver = ? AND state = 'pending'", .text(receiver))
      return try rows.next() ? rows.integer(0) : 0
    }
  }
}
