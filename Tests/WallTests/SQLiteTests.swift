import SQLite
import Support
import Testing

@Suite struct SQLiteTests {
  let directory: TemporaryDirectory
  let database: Database

  init() throws {
    directory = try TemporaryDirectory()
    database = try Database(directory("test.db"))
    try database.execute("CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT")
  }

  @Test("values come back as they went in, the empty ones and the odd ones too")
  func values() throws {
    let texts = ["", "北韓 군대 🇰🇵", "a\0b", "e\u{301}"]
    for (index, text) in texts.enumerated() {
      try database.run(
        "INSERT INTO t VALUES (?, ?, ?)", .integer(index), .text(text), .blob(Array(text.utf8)))
    }
    try database.run("INSERT INTO t VALUES (?, ?, ?)", .integer(.min), .null, .null)
    var rows = try database.query("SELECT a, b, c FROM t ORDER BY rowid")
    for (index, text) in texts.enumerated() {
      #expect(try rows.next())
      #expect(rows.integer(0) == index)
      #expect(Array(rows.text(1).unicodeScalars) == Array(text.unicodeScalars))
      #expect(rows.optionalBytes(2) == Array(text.utf8))
    }
    #expect(try rows.next())
    #expect(rows.integer(0) == .min)
    #expect(rows.optionalText(1) == nil && rows.optionalBytes(2) == nil)
    #expect(try !rows.next())
  }

  @Test("a query may be run again inside its own rows")
  func nesting() throws {
    for number in 0..<3 { try database.run("INSERT INTO t (a) VALUES (?)", .integer(number)) }
    var pairs: [[Int]] = []
    var outer = try database.query("SELECT a FROM t ORDER BY a")
    while try outer.next() {
      var inner = try database.query("SELECT a FROM t ORDER BY a")
      while try inner.next() { pairs.append([outer.integer(0), inner.integer(0)]) }
    }
    #expect(pairs.count == 9)
    #expect(pairs.last == [2, 2])
  }

  @Test("leaving the rows early does not hold the table")
  func leavingEarly() throws {
    try database.run("INSERT INTO t (a) VALUES (1), (2)")
    do {
      var rows = try database.query("SELECT a FROM t")
      _ = try rows.next()
    }
    try database.execute("DROP TABLE t")
  }

  @Test("an error names the statement and never the values")
  func errors() throws {
    let error = #expect(throws: SQLiteError.self) {
      try database.run("INSERT INTO t (a) VALUES (?)", .text("canary-secret"))
    }
    #expect(error?.sql == "INSERT INTO t (a) VALUES (?)")
    #expect(error.map { "\($0)".contains("canary-secret") } == false)
    let syntax = #expect(throws: SQLiteError.self) { try database.execute("SELEC") }
    #expect(syntax?.message == "near \"SELEC\": syntax error")
    #expect(syntax?.kind == .other)
  }

  @Test("another writer is told apart from damage, a missing folder and a foreign file")
  func kinds() throws {
    let other = try Database(directory("test.db"))
    try database.execute("BEGIN IMMEDIATE")
    #expect(database.isInTransaction && !other.isInTransaction)
    #expect(throws: SQLiteError.self) { try other.execute("BEGIN IMMEDIATE") }
    do { try other.execute("BEGIN IMMEDIATE") } catch { #expect(error.kind == .busy) }
    do { _ = try Database(directory("no/such.db")) } catch { #expect(error.kind == .unwritable) }
    let foreign = try Database(directory.write("foreign", String(repeating: "not a database ", count: 100)))
    do { try foreign.execute("SELECT * FROM sqlite_schema") } catch { #expect(error.kind == .corrupt) }
  }

  @Test("changes and the last row number are those of the last statement")
  func changes() throws {
    try database.run("INSERT INTO t (a) VALUES (1), (2), (3)")
    #expect(database.changes == 3)
    #expect(database.lastInsertedRow == 3)
    try database.run("UPDATE t SET b = 'x' WHERE a > 1")
    #expect(database.changes == 2)
  }
}
