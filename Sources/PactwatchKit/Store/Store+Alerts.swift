internal import Matching
internal import SQLite

extension Store {
  /// Whether a topic has fired for an item before, in that tier or a higher one.
  ///
  /// What was only possible so far is told again when it becomes an alert.
  func hasFired(_ topic: String, _ tier: Tier, item: Int) throws(StoreError) -> Bool {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT 1 FROM alert WHERE item = ? AND topic = ? AND tier IN (?, ?)",
        .integer(item), .text(topic), .text(tier.rawValue), .text(Tier.alert.rawValue))
      return try rows.next()
    }
  }

  /// Returns the alert's number in the sequence.
  func insert(_ alert: Alert) throws(StoreError) -> Int {
    hasNews = true
    return try wrap { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO alert (id, time, item, topic, tier, kind, feed, source, language, title, link, published, why,
          repeats)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .text(alert.id), .integer(alert.time), .optional(alert.item.flatMap { Int($0) }), .text(alert.topic),
        .text(alert.tier.rawValue), .text(alert.kind.rawValue), .text(alert.feed), .text(alert.source),
        .optional(alert.language), .text(alert.title), .optional(alert.link), .optional(alert.published),
        .text(alert.why), .optional(alert.repeats))
      let sequence = database.lastInsertedRow
      for (position, hit) in alert.evidence.enumerated() {
        try database.run(
          "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", .integer(sequence), .integer(position),
          .integer(hit.branch), .text(hit.concept), .text(hit.term), .text(hit.field.rawValue),
          .text(hit.text),
          .integer(hit.start), .integer(hit.end))
      }
      return sequence
    }
  }

  func insert(_ delivery: PlannedDelivery, of alert: RecordedAlert) throws(StoreError) {
    let suppression: Suppression? = if case .suppress(let reason) = delivery.plan { reason } else { nil }
    try wrap { () throws(SQLiteError) in
      try database.run(
        "INSERT INTO delivery (receiver, alert, state, reason, digest) VALUES (?, ?, ?, ?, ?)",
        .text(delivery.receiver), .integer(alert.sequence),
        .text(suppression == nil ? "pending" : "suppressed"),
        .optional(suppression?.rawValue), .integer(delivery.plan == .sendInDigest ? 1 : 0))
    }
  }

  /// Alerts in their order, from a number of the sequence on.
  package func alerts(from sequence: Int, limit: Int) throws(StoreError) -> [RecordedAlert] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT \(Self.alertColumns) FROM alert WHERE seq >= ? ORDER BY seq LIMIT ?", .integer(sequence),
        .integer(limit))
      var alerts: [RecordedAlert] = []
      while try rows.next() { alerts.append(try recordedAlert(rows)) }
      return alerts
    }
  }

  /// The number of the last alert; 0 where there never was one.
  func lastSequence() throws(StoreError) -> Int {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query("SELECT seq FROM sqlite_sequence WHERE name = 'alert'")
      return try rows.next() ? rows.integer(0) : 0
    }
  }

  static let alertColumns =
    "seq, id, time, item, topic, tier, kind, feed, source, language, title, link, published, why, repeats"

  /// Reads an alert from a row that begins with `alertColumns`, and its evidence.
  func recordedAlert(_ row: borrowing Rows) throws(SQLiteError) -> RecordedAlert {
    var alert = Alert(
      id: row.text(1), time: row.integer(2), topic: row.text(4), tier: Tier(rawValue: row.text(5)) ?? .alert,
      kind: Alert.Kind(rawValue: row.text(6)) ?? .new, feed: row.text(7), source: row.text(8),
      language: row.optionalText(9), item: row.optionalInteger(3).map { String($0) }, title: row.text(10),
      link: row.optionalText(11), published: row.optionalInteger(12), why: row.text(13), evidence: [],
      repeats: row.optionalInteger(14))
    alert.evidence = try evidence(of: row.integer(0), topic: alert.topic)
    return RecordedAlert(sequence: row.integer(0), alert: alert)
  }

  private func evidence(of sequence: Int, topic: String) throws(SQLiteError) -> [Evidence] {
    var rows = try database.query(
      """
      SELECT branch, concept, term, field, text, start, end FROM evidence WHERE alert = ? ORDER BY position
      """, .integer(sequence))
    var evidence: [Evidence] = []
    while try rows.next() {
      evidence.append(
        Evidence(
          topic: topic, branch: rows.integer(0), concept: rows.text(1), term: rows.text(2),
          field: Field(rawValue: rows.text(3)) ?? .content, text: rows.text(4), start: rows.integer(5),
          end: rows.integer(6)))
    }
    return evidence
  }
}
