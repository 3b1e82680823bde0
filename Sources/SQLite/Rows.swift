/// The rows of a query, read one after the other; columns count from 0.
///
///     var rows = try database.query("SELECT name FROM feed WHERE id = ?", .integer(7))
///     while try rows.next() { print(rows.text(0)) }
package struct Rows: ~Copyable {
  let statement: Statement

  init(_ statement: Statement) {
    self.statement = statement
    statement.isInUse = true
  }

  deinit { statement.reset() }

  /// Goes to the next row, or returns false behind the last one.
  package mutating func next() throws(SQLiteError) -> Bool { try statement.step() }

  package func integer(_ column: Int) -> Int { optionalInteger(column) ?? 0 }

  package func text(_ column: Int) -> String { optionalText(column) ?? "" }

  package func bytes(_ column: Int) -> [UInt8] { optionalBytes(column) ?? [] }

  package func optionalInteger(_ column: Int) -> Int? {
    if case .integer(let number) = statement.value(column) { number } else { nil }
  }

  package func optionalText(_ column: Int) -> String? {
    if case .text(let text) = statement.value(column) { text } else { nil }
  }

  package func optionalBytes(_ column: Int) -> [UInt8]? {
    if case .blob(let bytes) = statement.value(column) { bytes } else { nil }
  }
}
