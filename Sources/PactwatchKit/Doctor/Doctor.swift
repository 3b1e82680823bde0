internal import SQLite

/// Looks whether the state and the files keep what is promised of them (docs/receivers.md). It changes nothing.
///
/// Whoever calls it holds the lock of the runs.
package struct Doctor {
  let store: Store
  let receivers: [Receiver]
  let feeds: [Feed]
  let secrets: SecretReader

  /// One promise, and each way in which it is broken, as a sentence.
  package struct Finding: Sendable, Equatable {
    package var promise: String
    package var violations: [String]
    /// What could not be looked at, and why.
    package var omissions: [String] = []
  }

  package init(store: Store, configuration: Configuration, secrets: SecretReader) {
    (self.store, self.secrets) = (store, secrets)
    (receivers, feeds) = (configuration.receivers, configuration.feeds)
  }

  package func examine() throws(StoreError) -> [Finding] {
    var logs: [LogCheck] = []
    for receiver in receivers {
      if let check = try LogCheck(receiver, store) { logs.append(check) }
    }
    return [
      Finding(promise: "the database is sound", violations: try soundness()),
      Finding(
        promise: "each alert came with its deliveries, and no number is missing", violations: try alerts()),
      Finding(promise: "each delivery is in a state that it can be in", violations: try states()),
      Finding(promise: "a message keeps its key, and its alerts", violations: try keys()),
      Finding(promise: "each log has each alert once, in whole lines", violations: logs.flatMap(\.lines)),
      Finding(promise: "each line of a log says what the state says", violations: logs.flatMap(\.contents)),
      Finding(promise: "signatures are those of Standard Webhooks", violations: signatures()),
      Finding(promise: "no run sent a room more messages than it may", violations: try floods()),
      leaks(),
    ]
  }

  // MARK: The database

  private func soundness() throws(StoreError) -> [String] {
    try texts("SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 10")
      + texts(
        "SELECT 'a row of ' || \"table\" || ' refers to nothing' FROM pragma_foreign_key_check LIMIT 10")
  }

  private func alerts() throws(StoreError) -> [String] {
    try texts(
      """
      SELECT 'alert ' || seq || ' has no deliveries' FROM alert
        WHERE seq > (SELECT min(alert) FROM delivery) AND seq NOT IN (SELECT alert FROM delivery) LIMIT 10
      """)
      + texts(
        """
        SELECT (max(seq) - min(seq) + 1 - count(*)) || ' numbers of alerts are missing' FROM alert
          HAVING max(seq) - min(seq) + 1 > count(*)
        """)
  }

  private func states() throws(StoreError) -> [String] {
    try texts(
      """
      SELECT 'alert ' || alert || ' for ' || receiver || ' is ' || state || ', but ' || wrong FROM (
        SELECT *, CASE
          WHEN state = 'pending' AND message IS NOT NULL THEN 'has a message'
          WHEN state IN ('sending', 'delivered') AND message IS NULL THEN 'has no message'
          WHEN (state = 'delivered') <> (delivered_at IS NOT NULL) THEN 'its time of delivery says otherwise'
          WHEN (state = 'suppressed') <> (reason IS NOT NULL) THEN 'its reason says otherwise'
          WHEN state IN ('dead', 'dropped') AND last_error IS NULL THEN 'nobody knows why'
          END AS wrong FROM delivery) WHERE wrong IS NOT NULL LIMIT 10
      """)
  }

  /// One alert lends its key to its message, or to the batch that it begins.
  private func keys() throws(StoreError) -> [String] {
    try texts(
      """
      SELECT DISTINCT 'message ' || message || ' for ' || receiver || ' does not carry the alert that it is named after'
        FROM delivery d WHERE message IN (SELECT id FROM alert) AND NOT EXISTS (
          SELECT 1 FROM delivery e JOIN alert ON seq = e.alert
            WHERE e.receiver = d.receiver AND e.message = d.message AND id = e.message) LIMIT 10
      """)
  }

  /// Of the last run; what the configuration said before is not known.
  private func floods() throws(StoreError) -> [String] {
    var violations: [String] = []
    for receiver in receivers where receiver.isChat {
      violations += try texts(
        """
        SELECT 'the last run sent ' || ?1 || ' ' || count(DISTINCT message) || ' messages' FROM delivery
          WHERE receiver = ?1 AND delivered_at >= (SELECT started FROM run ORDER BY id DESC LIMIT 1)
          HAVING count(DISTINCT message) > \(receiver.mostMessages)
        """, .text(receiver.name))
    }
    return violations
  }

  private func texts(_ sql: String, _ values: SQLiteValue...) throws(StoreError) -> [String] {
    try store.wrap { () throws(SQLiteError) in
      var rows = try store.database.query(sql, values)
      var texts: [String] = []
      while try rows.next() { texts.append(rows.text(0)) }
      return texts
    }
  }
}
