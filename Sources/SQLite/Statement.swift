internal import CSQLite

/// A value that goes into a statement or comes out of it.
package enum SQLiteValue: Equatable, Sendable {
  case null
  case integer(Int)
  case text(String)
  case blob([UInt8])

  package static func optional(_ number: Int?) -> SQLiteValue { number.map { .integer($0) } ?? .null }
  package static func optional(_ text: String?) -> SQLiteValue { text.map { .text($0) } ?? .null }
  package static func optional(_ bytes: [UInt8]?) -> SQLiteValue { bytes.map { .blob($0) } ?? .null }
}

/// A prepared statement, kept for the next use.
@safe final class Statement {
  let sql: String
  private let handle: OpaquePointer
  private let database: OpaquePointer
  /// Whether rows are being read from it.
  var isInUse = false

  init(_ sql: String, in database: OpaquePointer) throws(SQLiteError) {
    var handle: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let prepared = unsafe handle else {
      throw unsafe SQLiteError(code: code, message: String(cString: sqlite3_errmsg(database)), sql: sql)
    }
    self.sql = sql
    unsafe self.handle = prepared
    unsafe self.database = database
  }

  deinit { unsafe sqlite3_finalize(handle) }

  func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
    for (index, value) in values.enumerated() {
      try check(bind(value, at: Int32(index) + 1))
    }
  }

  private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, index)
    case .integer(let number): return unsafe sqlite3_bind_int64(handle, index, Int64(number))
    case .text(var text):
      return text.withUTF8 { bytes in
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let start = bytes.baseAddress else { return unsafe pw_bind_text(handle, index, "", 0) }
        return unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          unsafe pw_bind_text(handle, index, $0, UInt64(bytes.count))
        }
      }
    case .blob(let bytes):
      return unsafe pw_bind_blob(handle, index, bytes, UInt64(bytes.count))
    }
  }

  /// Whether there is another row.
  func step() throws(SQLiteError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    try check(code)
    return false
  }

  /// Ready for the next use; bound values are let go.
  func reset() {
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
    isInUse = false
  }

  func value(_ column: Int) -> SQLiteValue {
    let column = Int32(column)
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return unsafe .integer(Int(sqlite3_column_int64(handle, column)))
    case SQLITE_TEXT:
      return unsafe .text(String(decoding: bytes(sqlite3_column_text(handle, column), column), as: UTF8.self))
    case SQLITE_BLOB: return unsafe .blob(Array(bytes(sqlite3_column_blob(handle, column), column)))
    default: return .null
    }
  }

  private func bytes(_ start: UnsafeRawPointer?, _ column: Int32) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    guard code != SQLITE_OK, code != SQLITE_DONE else { return }
    throw unsafe SQLiteError(code: code, message: String(cString: sqlite3_errmsg(database)), sql: sql)
  }
}
