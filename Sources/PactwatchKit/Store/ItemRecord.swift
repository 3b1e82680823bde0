internal import SQLite

/// All that the state knows of an item: for whoever asks why it was told, or why not.
package struct ItemRecord: Sendable, Equatable {
  package var archived: ArchivedItem
  /// When its text changed last; milliseconds since 1970.
  package var changed: Int?
  /// In their order.
  package var alerts: [Told]
  /// The topics that could not be asked about it yet: mistakes hide them.
  package var waitsFor: [String]
  /// Whether mistakes may hide further ones, of which nobody knows the names.
  package var waitsForUnknown: Bool

  /// An alert about it, and what became of that at each receiver.
  package struct Told: Sendable, Equatable {
    package var recorded: RecordedAlert
    package var deliveries: [DeliveryRecord]
  }
}

extension Store {
  /// Nil where the archive has no such item.
  package func record(ofItem row: Int) throws(StoreError) -> ItemRecord? {
    let found = try rows(
      """
      SELECT \(Self.archivedColumns), changed FROM item JOIN feed ON feed.id = item.feed WHERE item.id = ?
      """, .integer(row)
    ) { row in (Self.archivedItem(row), row.optionalInteger(10)) }
    guard let (archived, changed) = found.first else { return nil }
    var told: [ItemRecord.Told] = []
    for recorded in try alerts(about: row) {
      let filter = DeliveryFilter(alert: recorded.alert.id, states: DeliveryState.allCases)
      told.append(ItemRecord.Told(recorded: recorded, deliveries: try deliveries(filter)))
    }
    var waitsFor = try rows("SELECT topic FROM pending_match WHERE item = ? ORDER BY topic", .integer(row)) {
      $0.text(0)
    }
    let waitsForUnknown = waitsFor.contains(TopicsInForce.unknown)
    waitsFor.removeAll { $0 == TopicsInForce.unknown }
    return ItemRecord(
      archived: archived, changed: changed, alerts: told, waitsFor: waitsFor, waitsForUnknown: waitsForUnknown
    )
  }

  private func alerts(about row: Int) throws(StoreError) -> [RecordedAlert] {
    try wrap { () throws(SQLiteError) in
      var rows = try database.query(
        "SELECT \(Self.alertColumns) FROM alert WHERE item = ? ORDER BY seq", .integer(row))
      var alerts: [RecordedAlert] = []
      while try rows.next() { alerts.append(try recordedAlert(rows)) }
      return alerts
    }
  }
}
