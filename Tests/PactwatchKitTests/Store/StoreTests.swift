import Matching
import Posix
import SQLite
import Support
import Testing

@testable import PactwatchKit

@Suite struct StoreTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory(Store.fileName)
  }

  @Test("a state is created so that others cannot read it, and opened again as it was")
  func opening() throws {
    do {
      let store = try Store(path)
      #expect(try store.beginRun(now: 1) == 1)
    }
    for name in try Directories.names(in: directory.path) {
      #expect(try Files.status(directory(name)).mode & 0o007 == 0, "\(name)")
    }
    #expect(try Store(path).beginRun(now: 2) == 2)
  }

  @Test("what a later pactwatch wrote is left alone, with advice")
  func newer() throws {
    _ = try Store(path)
    try Database(path).execute("PRAGMA user_version = 99")
    let error = #expect(throws: StoreError.self) { try Store(path) }
    #expect(
      error?.message
        == "the state \(path) has version 99, written by a later pactwatch; this one knows versions up to "
        + "\(Schema.steps.count). Install the later pactwatch again, or restore the backup made before it")
  }

  @Test("the database of another program is left alone")
  func foreign() throws {
    try Database(path).execute("CREATE TABLE recipes (name TEXT)")
    let error = #expect(throws: StoreError.self) { try Store(path) }
    #expect(
      error?.message == "\(path) is the database of another program; set 'state' to a folder of its own")
    try Database(path).execute("PRAGMA user_version = 1")
    #expect(throws: StoreError.self) { try Store(path) }
  }

  @Test("a damaged state is told with what to do, and stays as it is")
  func corrupt() throws {
    let text = String(repeating: "this is no database ", count: 500)
    try directory.write(Store.fileName, text)
    let error = #expect(throws: StoreError.self) { try Store(path) }
    #expect(
      error?.message
        == "cannot use the state \(path): it is damaged (file is not a database). The alert log is not touched. "
        + "Move it away and restore a backup, or save what can be read: sqlite3 '\(path)' .recover | "
        + "sqlite3 recovered.db")
    #expect(try directory.text(Store.fileName) == text)
  }

  @Test("an empty state, or a log without its state, is a loss and no fresh start")
  func lost() throws {
    try Store(path).hold()
    try Files.remove(path)
    let message =
      "the state \(path) is lost: the file is empty, or only its log '\(path)-wal' is left. Restore a backup; or "
      + "move both away to begin anew, with alerts counted from 1"
    #expect(#expect(throws: StoreError.self) { try Store(path) }?.message == message)
    try directory.write(Store.fileName, "")
    #expect(#expect(throws: StoreError.self) { try Store(path) }?.message == message)
    #expect(#expect(throws: StoreError.self) { try Store(rehearsing: path) }?.message == message)
    #expect(try Files.status(path).size == 0)
    for name in try Directories.names(in: directory.path) { try Files.remove(directory(name)) }
    // What a crash while the first state was made leaves behind.
    try directory.write(Store.fileName + ".new", "half")
    #expect(try Store(path).beginRun(now: 1) == 1)
  }

  @Test("once a run with news has ended, the file alone has all of it")
  func wholeFile() throws {
    let fixture = try StoreFixture()
    let run = try fixture.store.beginRun(now: 1)
    try fixture.take([.numbered(1)]) { _ in [StoreFixture.match("treaty")] }
    try fixture.store.endRun(run, now: 2, status: 0, summary: "")
    let copy = directory(Store.fileName)
    try Files.replace(copy, with: Files.read(fixture.directory(Store.fileName), limit: 10 << 20))
    #expect(try Store(copy).alerts(from: 1, limit: 9).count == 1)
    #expect(try Store(copy).runs(limit: 9).map(\.ended) == [2])
  }

  @Test("a rehearsal writes neither the file nor its log, however much it takes back")
  func rehearsalWritesNothing() throws {
    try Store(path).hold()
    let files = [path, path + "-wal"]
    let before = try files.map { try Files.read($0, limit: 10 << 20) }
    do {
      let store = try Store(rehearsing: path)
      let text = String(repeating: "x", count: 1_000)
      try store.rehearsal { () throws(StoreError) in
        for number in 1...10_000 {
          try store.endRun(store.beginRun(now: number), now: number, status: 0, summary: text)
        }
      }
    }
    #expect(try files.map { try Files.read($0, limit: 10 << 20) } == before)
    #expect(throws: StoreError.self) { try Store(rehearsing: directory("none.db")) }
    #expect(!Files.exists(directory("none.db")))
  }

  @Test("a folder that is missing is told")
  func missing() throws {
    let path = directory("no/state.db")
    let error = #expect(throws: StoreError.self) { try Store(path) }
    #expect(
      error?.message == "cannot use the state \(path): cannot open \(path).new: No such file or directory")
  }

  @Test("while another process writes, the state says that it is busy")
  func busy() throws {
    let store = try Store(path)
    store.database.setBusyTimeout(milliseconds: 1)
    let other = try Database(path)
    try other.execute("BEGIN IMMEDIATE")
    let error = #expect(throws: StoreError.self) { try store.beginRun(now: 1) }
    #expect(error?.isBusy == true)
    #expect(error?.message == "cannot use the state \(path): another process writes to it; try again")
    try other.execute("COMMIT")
    #expect(try store.beginRun(now: 1) == 1)
  }

  @Test("a transaction that fails leaves nothing behind, an inner one only undoes itself")
  func transactions() throws {
    let store = try Store(path)
    let failure = StoreError(path: "", reason: .foreign)
    #expect(throws: failure) {
      try store.transaction { () throws(StoreError) in
        _ = try store.beginRun(now: 1)
        throw failure
      }
    }
    #expect(try store.runs(limit: 10) == [])
    try store.transaction { () throws(StoreError) in
      _ = try store.beginRun(now: 2)
      try? store.transaction { () throws(StoreError) in
        _ = try store.beginRun(now: 3)
        throw failure
      }
    }
    #expect(try store.runs(limit: 10).map(\.started) == [2])
  }

  @Test("a rehearsal sees what it writes and leaves nothing behind")
  func rehearsal() throws {
    let store = try Store(path)
    let runs = try store.rehearsal { () throws(StoreError) in
      try store.transaction { () throws(StoreError) in _ = try store.beginRun(now: 1) }
      return try store.runs(limit: 10).count
    }
    #expect(runs == 1)
    #expect(try store.runs(limit: 10) == [])
    #expect(try Store(Store.inMemory).runs(limit: 1) == [])
  }

  @Test("every step of the schema leads from the version before it to its own, with data kept")
  func migrations() throws {
    for version in 1...Schema.steps.count {
      let path = directory("v\(version).db")
      let database = try Database(path)
      for step in Schema.steps.prefix(version) { try database.execute(step) }
      try database.execute("PRAGMA user_version = \(version)")
      try database.execute("PRAGMA application_id = \(Schema.applicationID)")
      try database.execute("INSERT INTO feed (name, url) VALUES ('kept', 'https://example.org/')")
      #expect(try Store(path).allFeedStates().keys.sorted() == ["kept"])
    }
  }

  @Test("runs are remembered, also those that never ended")
  func runs() throws {
    let store = try Store(path)
    let first = try store.beginRun(now: 1_000)
    let second = try store.beginRun(now: 2_000)
    try store.endRun(second, now: 3_000, status: 75, summary: "{\"feeds\":1}")
    #expect(
      try store.runs(limit: 10) == [
        RecordedRun(id: second, started: 2_000, ended: 3_000, status: 75, summary: "{\"feeds\":1}"),
        RecordedRun(id: first, started: 1_000),
      ])
    // Commits wait for the disk again.
    var rows = try store.database.query("PRAGMA synchronous")
    #expect(try rows.next())
    #expect(rows.integer(0) == 2)
  }

  @Test("the last good statements and topic files come back as they were")
  func lastGood() throws {
    let store = try Store(path)
    var statement = GoodStatement(kind: "feed", name: "a", file: "/etc/x", text: "feed a https://a.example/")
    try store.saveLastGood([statement])
    statement.text += "\n  lang: ko"
    let other = GoodStatement(kind: "receiver", name: "a", file: "/etc/y", text: "receiver a")
    try store.saveLastGood([statement, other])
    #expect(try store.lastGood(kind: "feed", name: "a") == statement)
    #expect(try store.lastGood(kind: "feed", name: "b") == nil)
    #expect(try store.allLastGood() == [statement, other])
    try store.removeLastGood(kind: "feed", name: "a")
    #expect(try store.allLastGood() == [other])
    let files = [TopicFile(path: "b.topic", bytes: [0xff, 0]), TopicFile(path: "a.topic", bytes: [])]
    try store.saveLastGoodTopics(files)
    try store.saveLastGoodTopics(files)
    #expect(try store.lastGoodTopics() == files)
    try store.saveLastGoodTopics([files[1]])
    #expect(try store.lastGoodTopics() == [files[1]])
  }
}

extension Store {
  /// Leaves content in the log.
  fileprivate func hold() throws { _ = try beginRun(now: 1) }
}
