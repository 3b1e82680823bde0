internal import SQLite

extension Store {
  /// What a receiver is to be told and no message carries yet, oldest first.
  package func dueDeliveries(of receiver: String, limit: Int) throws(StoreError) -> [DueDelivery] {
    try deliveries("receiver = ?1 AND message IS NULL", .text(receiver), .null, limit: limit)
  }

  /// The deliveries that one message carries.
  func deliveries(of receiver: String, in message: String) throws(StoreError) -> [DueDelivery] {
    try deliveries("receiver = ?1 AND message = ?2", .text(receiver), .text(message), limit: .max)
  }

  private func deliveries(
    _ condition: String, _ receiver: SQLiteValue, _ message: SQLiteValue, limit: Int
  ) throws(StoreError) -> [DueDelivery] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT \(Self.alertColumns), digest, attempts FROM delivery JOIN alert ON seq = delivery.alert
          WHERE \(condition) AND state = 'pending' ORDER BY delivery.alert LIMIT ?3
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
  func unsettledMessages(of receiver: String) throws(StoreError) -> [UnsettledMessage] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT message, max(attempts) FROM delivery WHERE receiver = ? AND state = 'pending' AND message IS NOT NULL
          GROUP BY message ORDER BY min(alert)
        """, .text(receiver))
      var messages: [UnsettledMessage] = []
      while try rows.next() {
        messages.append(UnsettledMessage(key: rows.text(0), attempts: rows.integer(1)))
      }
      return messages
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

  /// Changes pending deliveries only: a delivery that is done stays as it is.
  private func update(
    _ change: String, _ value: SQLiteValue, where condition: String, _ key: SQLiteValue, of receiver: String
  ) throws(StoreError) {
    hasNews = true
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

  /// How many alerts wait for each receiver that any wait for, configured or not.
  package func pendingCounts() throws(StoreError) -> [String: Int] {
    try wrap { () throws(SQLiteError) in
      var counts: [String: Int] = [:]
      var rows = try database.query(
        "SELECT receiver, count(*) FROM delivery WHERE state = 'pending' GROUP BY receiver")
      while try rows.next() { counts[rows.text(0)] = rows.integer(1) }
      return counts
    }
  }
}
