internal import SQLite

/// A delivery as a person looks at it.
package struct DeliveryRecord: Sendable, Equatable {
  package var receiver: String
  package var state: DeliveryState
  package var attempts: Int
  package var lastError: String?
  /// Why it is suppressed.
  package var reason: String?
  package var sequence: Int
  package var alert: String
  package var time: Int
  package var topic: String
  package var title: String
  package var deliveredAt: Int?
}

/// Which deliveries a person means; all of them where nothing is said.
package struct DeliveryFilter: Sendable {
  package var receiver: String?
  /// By number or id.
  package var alert: String?
  package var states: [DeliveryState]

  package init(receiver: String? = nil, alert: String? = nil, states: [DeliveryState]) {
    (self.receiver, self.alert, self.states) = (receiver, alert, states)
  }
}

extension Store {
  /// The deliveries that a person means, oldest alerts first.
  package func deliveries(_ filter: DeliveryFilter) throws(StoreError) -> [DeliveryRecord] {
    let states = filter.states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        """
        SELECT receiver, state, attempts, last_error, reason, seq, id, time, topic, title, delivered_at
          FROM delivery JOIN alert ON seq = delivery.alert
          WHERE state IN (\(states)) AND (?1 IS NULL OR receiver = ?1)
            AND (?2 IS NULL OR ?2 IN (id, CAST(seq AS TEXT))) ORDER BY seq, receiver
        """, .optional(filter.receiver), .optional(filter.alert))
      var records: [DeliveryRecord] = []
      while try rows.next() {
        records.append(
          DeliveryRecord(
            receiver: rows.text(0), state: DeliveryState(rawValue: rows.text(1)) ?? .pending,
            attempts: rows.integer(2), lastError: rows.optionalText(3), reason: rows.optionalText(4),
            sequence: rows.integer(5), alert: rows.text(6), time: rows.integer(7), topic: rows.text(8),
            title: rows.text(9), deliveredAt: rows.optionalInteger(10)))
      }
      return records
    }
  }

  /// The names of all receivers that the outbox knows, also of those that are configured no more.
  package func deliveryReceivers() throws(StoreError) -> [String] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query("SELECT DISTINCT receiver FROM delivery ORDER BY receiver")
      var names: [String] = []
      while try rows.next() { names.append(rows.text(0)) }
      return names
    }
  }

  /// Lets receivers be told again what they refused or what was dropped; returns how many deliveries that are.
  package func retry(_ filter: DeliveryFilter, files: Set<String>) throws(StoreError) -> Int {
    try apply(.retry, .integer(0), to: filter, files)
  }

  /// Gives up deliveries that are not done; returns how many. A batch that was being written to one of the files is not
  /// among them: the next run finds out what of it was written.
  package func drop(_ filter: DeliveryFilter, files: Set<String>) throws(StoreError) -> Int {
    try apply(.drop, .text("dropped by hand"), to: filter, files)
  }

  private func apply(
    _ event: DeliveryEvent, _ value: SQLiteValue, to filter: DeliveryFilter, _ files: Set<String>
  ) throws(StoreError) -> Int {
    var filter = filter
    filter.states = event.from.filter(filter.states.contains)
    let records = try deliveries(filter)
    return try transaction { () throws(StoreError) in
      var count = 0
      for record in records {
        if files.contains(record.receiver), try fileIntent(of: record.receiver) != nil { continue }
        count += try apply(event, value, to: .alert(record.sequence), of: record.receiver)
      }
      return count
    }
  }
}
