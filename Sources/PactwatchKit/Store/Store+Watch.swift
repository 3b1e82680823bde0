internal import SQLite

/// A feed that has not answered since a while.
package struct FailingFeed: Sendable, Equatable {
  package var name: String
  /// Milliseconds since 1970, as all times here.
  package var since: Int
  /// One sentence.
  package var failure: String
}

/// What a receiver is still to be told.
package struct PendingAlerts: Sendable, Equatable {
  package var receiver: String
  package var count: Int
  /// When the first of them was recorded.
  package var since: Int
}

extension Store {
  /// Feeds whose last attempt failed, those that fail the longest first.
  package func failingFeeds() throws(StoreError) -> [FailingFeed] {
    try rows("SELECT name, failing_since, failure FROM feed WHERE failing_since IS NOT NULL ORDER BY 2, 1") {
      FailingFeed(name: $0.text(0), since: $0.integer(1), failure: $0.optionalText(2) ?? "")
    }
  }

  /// What waits for each receiver, configured or not; those that wait the longest first.
  package func pendingAlerts() throws(StoreError) -> [PendingAlerts] {
    try rows(
      """
      SELECT receiver, count(*), min(time) FROM delivery JOIN alert ON seq = delivery.alert
        WHERE state IN ('pending', 'sending') GROUP BY receiver ORDER BY 3, 1
      """
    ) { PendingAlerts(receiver: $0.text(0), count: $0.integer(1), since: $0.integer(2)) }
  }

  /// How many alerts there are of each topic since a moment.
  package func alertCounts(since time: Int = 0) throws(StoreError) -> [String: Int] {
    let counts = try rows("SELECT topic, count(*) FROM alert WHERE time >= ? GROUP BY topic", .integer(time))
    {
      ($0.text(0), $0.integer(1))
    }
    return Dictionary(counts) { first, _ in first }
  }

  /// The last run with one of these exit statuses.
  package func lastRun(ending statuses: [Int]) throws(StoreError) -> RecordedRun? {
    try runs(where: "status IN (\(statuses.map(String.init).joined(separator: ", ")))", limit: 1).first
  }

  /// The last run that ended with none of these exit statuses, or was killed; the one that is on now does not count.
  package func lastRun(notEnding statuses: [Int]) throws(StoreError) -> RecordedRun? {
    try runs(
      where: """
        (status NOT IN (\(statuses.map(String.init).joined(separator: ", "))))
          OR (status IS NULL AND id < (SELECT max(id) FROM run))
        """, limit: 1
    ).first
  }

  /// The first run that is remembered after another; after 0 of all.
  package func firstRun(after id: Int) throws(StoreError) -> RecordedRun? {
    try runs(where: "id = (SELECT min(id) FROM run WHERE id > \(id))", limit: 1).first
  }
}
