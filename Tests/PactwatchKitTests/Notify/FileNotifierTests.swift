import Glibc
import Matching
import Posix
import Support
import Testing

@testable import PactwatchKit

/// Every alert is in the file exactly once, whatever ends a run and whenever.
@Suite struct FileNotifierTests {
  let fixture: StoreFixture
  let path: String

  init() throws {
    fixture = try StoreFixture()
    path = fixture.directory("alerts.jsonl")
    try fixture.seed()
  }

  private func notifier(_ calls: LogFileCalls = LogFileCalls(), format: Receiver.LineFormat = .json)
    -> FileNotifier
  {
    FileNotifier(receiver: "log", path: path, format: format, store: fixture.store, calls: calls)
  }

  /// Records as many alerts as asked for, with numbers from `first` on.
  private func record(_ count: Int, from first: Int = 1) throws {
    let items = (first..<first + count).map { Item.numbered($0) }
    try fixture.take(items) { _ in [StoreFixture.match("treaty")] }
  }

  /// A run: what an earlier one left is put in order, then everything due is written.
  @discardableResult
  private func run(_ notifier: FileNotifier) throws -> Int {
    _ = try notifier.recover(now: fixture.now)
    return try notifier.deliver(now: fixture.now)
  }

  private var expected: [UInt8] {
    get throws { try fixture.store.alerts(from: 0, limit: 1_000).flatMap { AlertLine.bytes($0, .json) } }
  }

  private var pending: Int { get throws { try fixture.store.pendingCounts()["log"] ?? 0 } }

  @Test("all that is due is written, a line each, in order, once")
  func writing() throws {
    try record(3)
    #expect(try run(notifier()) == 3)
    #expect(try run(notifier()) == 0)
    try record(2, from: 4)
    #expect(try run(notifier()) == 2)
    #expect(try Files.read(path, limit: 1 << 20) == expected)
    #expect(try pending == 0)
    #expect(try Files.status(path).mode == 0o640 & ~currentMask)
  }

  private var currentMask: UInt32 {
    let mask = umask(0)
    umask(mask)
    return mask
  }

  @Test("more alerts than one batch holds are written in several")
  func batches() throws {
    try record(FileNotifier.batchSize + 1)
    #expect(try run(notifier()) == FileNotifier.batchSize + 1)
    #expect(try Files.read(path, limit: 10 << 20) == expected)
  }

  @Test("a run killed at any step leaves a file that the next run completes: nothing lost, nothing doubled")
  func killedAtEveryStep() throws {
    var step = 0
    while true {
      step += 1
      let test = try FileNotifierTests()
      try test.record(3)
      let killer = Killer(step: step, store: test.fixture.store)
      do {
        try test.run(test.notifier(killer.calls))
        #expect(!killer.hasKilled)
        break
      } catch {
        #expect(killer.hasKilled)
      }
      try killer.revive()
      try test.record(1, from: 4)
      try test.run(test.notifier())
      #expect(try Files.read(test.path, limit: 1 << 20) == test.expected, "killed at step \(step)")
      #expect(try test.pending == 0)
    }
    // Before, in the middle of and after each of three lines; before and after the flush.
    #expect(step == 3 * 3 + 2 + 1)
  }

  @Test("a run that cleans up after a killed one may be killed itself")
  func killedTwice() throws {
    for first in 1...11 {
      for second in 1...6 {
        let test = try FileNotifierTests()
        try test.record(3)
        for step in [first, second] {
          let killer = Killer(step: step, store: test.fixture.store)
          _ = try? test.run(test.notifier(killer.calls))
          try killer.revive()
        }
        try test.run(test.notifier())
        #expect(
          try Files.read(test.path, limit: 1 << 20) == test.expected, "killed at \(first), then \(second)")
      }
    }
  }

  /// A run over so many alerts that is killed at one step.
  private func runKilled(at step: Int, over count: Int, from first: Int = 1) throws {
    try record(count, from: first)
    let killer = Killer(step: step, store: fixture.store)
    _ = try? run(notifier(killer.calls))
    try killer.revive()
  }

  /// Renames the file as logrotate does, and records another alert.
  private func rotate() throws {
    try Files.rename(path, to: path + ".1")
    try record(1, from: 4)
  }

  @Test("a rotation between a killed run and the next one is seen through", arguments: 1...11)
  func rotated(step: Int) throws {
    try runKilled(at: step, over: 3)
    try rotate()
    try run(notifier())
    let both = try Files.read(path + ".1", limit: 1 << 20) + Files.read(path, limit: 1 << 20)
    #expect(try both == expected)
  }

  @Test("a rotated file that is not ours to write is only read, and holds nothing up", arguments: 1...11)
  func rotatedAway(step: Int) throws {
    try runKilled(at: step, over: 3)
    try rotate()
    var calls = LogFileCalls()
    calls.open = { [path] (name) throws(PosixError) in
      guard name == path else { throw PosixError("open", name, .system(EACCES)) }
      return try OpenFile.appending(name)
    }
    #expect(try !notifier(calls).recover(now: fixture.now))
    try run(notifier(calls))
    let rotated = try Files.read(path + ".1", limit: 1 << 20)
    let whole = rotated[..<(rotated.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)]
    #expect(try whole + Files.read(path, limit: 1 << 20) == expected)
  }

  @Test("what was begun when the receiver was a webhook is written")
  func wasWebhook() throws {
    try record(2)
    let begun = try fixture.store.apply(.begin, .text("m"), to: .alert(1), of: "log")
    #expect(begun == 1)
    #expect(try run(notifier()) == 2)
    #expect(try Files.read(path, limit: 1 << 20) == expected)
  }

  @Test("what a killed run was writing can be dropped once its receiver is no file any more, and not before")
  func dropped() throws {
    try runKilled(at: 7, over: 2)
    let filter = DeliveryFilter(receiver: "log", alert: nil, states: DeliveryState.allCases)
    #expect(try fixture.store.drop(filter, files: ["log"]) == 0)
    #expect(try fixture.store.drop(filter, files: []) == 2)
    #expect(try pending == 0)
  }

  @Test("where the file of a killed run is gone, its lines are written again")
  func gone() throws {
    try runKilled(at: 7, over: 2)
    try Files.remove(path)
    #expect(try notifier().recover(now: fixture.now))
    try run(notifier())
    #expect(try Files.read(path, limit: 1 << 20) == expected)
  }

  @Test("where somebody emptied the file of a killed run, its lines are written again")
  func emptied() throws {
    try record(1)
    try run(notifier())
    try runKilled(at: 7, over: 2, from: 2)
    try OpenFile.appending(path).truncate(to: 0)
    try run(notifier())
    let lines = try fixture.store.alerts(from: 2, limit: 10).flatMap { AlertLine.bytes($0, .json) }
    #expect(try Files.read(path, limit: 1 << 20) == lines)
  }

  @Test("a full disk leaves whole lines only; what is missing comes when there is room")
  func fullDisk() throws {
    try record(3)
    let limit = try expected.count - 10
    var calls = LogFileCalls()
    calls.write = { (file, bytes) throws(PosixError) in
      let room = try limit - file.status().size
      if room >= bytes.count { return try file.writeOnce(bytes) }
      try file.writeOnce(Array(bytes.prefix(max(0, room))))
      throw PosixError("write", file.path, .shortWrite(written: room, of: bytes.count))
    }
    let failing = notifier(calls)
    do {
      try run(failing)
      Issue.record("the disk is not full")
    } catch FileNotifier.Failure.file(let error) {
      #expect(error.isFull)
      #expect(error.message.hasPrefix("cannot write \(path): only "))
    }
    let lines = try Files.read(path, limit: 1 << 20).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 2)
    #expect(try pending == 1)
    try run(notifier())
    #expect(try Files.read(path, limit: 1 << 20) == expected)
  }

  @Test("a line that somebody else left unfinished is ended first")
  func foreignTail() throws {
    try fixture.directory.write("alerts.jsonl", "half a line")
    try record(1)
    try run(notifier())
    #expect(try Files.read(path, limit: 1 << 20) == Array("half a line\n".utf8) + expected)
  }

  @Test("a folder that is missing or a folder in place of the file is told, and the alerts wait")
  func unwritable() throws {
    try record(1)
    let missing = FileNotifier(
      receiver: "log", path: fixture.directory("no/alerts.jsonl"), format: .json, store: fixture.store)
    do {
      try run(missing)
      Issue.record("there is no such folder")
    } catch FileNotifier.Failure.file(let error) {
      #expect(
        error.message == "cannot open \(fixture.directory("no/alerts.jsonl")): No such file or directory")
    }
    try Directories.create(path)
    #expect(throws: FileNotifier.Failure.self) { try run(notifier()) }
    #expect(try pending == 1)
  }

  @Test("a log that is ahead of the state is told, and goes on")
  func ahead() throws {
    try record(3)
    try run(notifier())
    let other = try StoreFixture()
    try other.seed()
    try other.take([.numbered(9)]) { _ in [StoreFixture.match("treaty")] }
    let late = FileNotifier(receiver: "log", path: path, format: .json, store: other.store)
    #expect(
      late.lead(over: try other.store.lastSequence()).map(\.message) == [
        "\(path) ends with alert 3, but the state knows only 1: it is an old copy or was begun anew, so numbers and "
          + "alerts may come twice"
      ])
    #expect(try run(late) == 1)
    #expect(try notifier().lead(over: fixture.store.lastSequence()) == [])
    let plain = FileNotifier(receiver: "log", path: path, format: .plain, store: other.store)
    #expect(plain.lead(over: 0) == [])
    for text in ["", "\n", "no line", "{\"seq\":\"x\"}\n"] {
      try fixture.directory.write("alerts.jsonl", text)
      #expect(notifier().lead(over: 0) == [])
    }
  }

  @Test("a device that is always full is no place for a log")
  func device() throws {
    try record(1)
    let full = FileNotifier(receiver: "log", path: "/dev/full", format: .json, store: fixture.store)
    #expect(throws: FileNotifier.Failure.self) { try run(full) }
  }
}

/// Ends a run at one step as SIGKILL would: from then on nothing that it does has an effect.
final class Killer {
  private let step: Int
  private let store: Store
  private var steps = 0
  private(set) var hasKilled = false

  init(step: Int, store: Store) {
    self.step = step
    self.store = store
  }

  /// The state can be written again, as after a new start.
  func revive() throws { try store.execute("PRAGMA query_only = OFF") }

  var calls: LogFileCalls {
    var calls = LogFileCalls()
    calls.write = { [self] (file, bytes) throws(PosixError) in
      try pass(file)
      steps += 1
      if steps == step {
        try file.writeOnce(Array(bytes.prefix(bytes.count / 2)))
        try kill(file)
      }
      try file.writeOnce(bytes)
      try pass(file)
    }
    calls.truncate = { [self] (file, size) throws(PosixError) in
      try pass(file)
      try file.truncate(to: size)
      try pass(file)
    }
    calls.sync = { [self] (file) throws(PosixError) in
      try pass(file)
      try file.sync()
      try pass(file)
    }
    return calls
  }

  private func pass(_ file: borrowing OpenFile) throws(PosixError) {
    steps += 1
    if hasKilled || steps == step { try kill(file) }
  }

  private func kill(_ file: borrowing OpenFile) throws(PosixError) {
    hasKilled = true
    try? store.execute("PRAGMA query_only = ON")
    throw PosixError("go on with", file.path, .system(ECANCELED))
  }
}
