internal import SQLite

extension Store {
  /// What each row of a query holds, in order.
  func rows<Value>(
    _ sql: String, _ values: SQLiteValue..., read: (borrowing Rows) -> Value
  ) throws(StoreError) -> [Value] {
    try wrap { () throws(SQLiteError) in
      var found: [Value] = []
      var rows = try database.query(sql, values)
      while try rows.next() { found.append(read(rows)) }
      return found
    }
  }
}
