internal import Bytes
internal import Posix
internal import SQLite

/// Appends alerts to a file, each exactly once, whatever ends the run and whenever.
///
/// Before a batch is written, the state remembers which file it goes to and how long that is. A run that finds such an
/// intent looks which lines got there, under whatever name a rotation gave the file, cuts off a torn line, and only
/// then goes on. Lines are on the disk before the state says that they are.
struct FileNotifier {
  let receiver: String
  let path: String
  let format: Receiver.LineFormat
  let store: Store
  var calls = LogFileCalls()

  /// Why lines could not be appended; the alerts stay pending.
  enum Failure: Error {
    case file(PosixError)
    case store(StoreError)
  }

  /// Bounds the memory that a batch takes.
  static let batchSize = 500

  /// Appends all that is due; returns how many lines. `now` is in milliseconds since 1970.
  func deliver(now: Int) throws(Failure) -> Int {
    var count = 0
    while true {
      let batch = try inStore { () throws(StoreError) in
        try store.dueDeliveries(of: receiver, limit: Self.batchSize)
      }
      guard let first = batch.first else { return count }
      try append(batch, message: first.recorded.alert.id, now: now)
      count += batch.count
    }
  }

  private func append(_ batch: [DueDelivery], message: String, now: Int) throws(Failure) {
    var file = try inFile { () throws(PosixError) in try LogFile(path, calls: calls) }
    let intent = FileIntent(device: file.device, inode: file.inode, offset: file.size, message: message)
    try inStore { () throws(StoreError) in
      try store.transaction { () throws(StoreError) in
        for delivery in batch {
          let selection = DeliverySelection.alert(delivery.recorded.sequence)
          try store.apply(.begin, .text(message), to: selection, of: receiver)
        }
        try store.save(intent, of: receiver)
      }
    }
    var written: [Int] = []
    let failure = write(batch, to: &file, &written)
    // Where nobody knows what the disk holds, the intent stays, and the next run finds out.
    if !file.isTorn {
      try inFile { () throws(PosixError) in try file.sync() }
      try settle(message, written: written, failure: failure?.message, now: now)
    }
    if let failure { throw .file(failure) }
  }

  /// Appends line by line, notes which are there, and returns what stopped it.
  private func write(_ batch: [DueDelivery], to file: inout LogFile, _ written: inout [Int]) -> PosixError? {
    do throws(PosixError) {
      if try file.endsWithinLine { try file.append([UInt8(ascii: "\n")]) }
      for delivery in batch {
        try file.append(AlertLine.bytes(delivery.recorded, format))
        written.append(delivery.recorded.sequence)
      }
      return nil
    } catch {
      return error
    }
  }

  /// Finds out what a run that ended in the middle has written. True where the file it wrote to is gone.
  func recover(now: Int) throws(Failure) -> Bool {
    let found = try inStore { () throws(StoreError) in try store.fileIntent(of: receiver) }
    guard let intent = found else {
      try inStore { () throws(StoreError) in try store.releaseBegun(of: receiver) }
      return false
    }
    let batch = try inStore { () throws(StoreError) in
      try store.deliveries(of: receiver, in: intent.message)
    }
    let written = try inFile { () throws(PosixError) in try linesWritten(of: batch, intent) }
    try settle(intent.message, written: written ?? [], failure: nil, now: now)
    return written == nil
  }

  /// The numbers of the alerts whose lines are in the file; nil where the file is gone or cannot be read.
  private func linesWritten(of batch: [DueDelivery], _ intent: FileIntent) throws(PosixError) -> [Int]? {
    guard let path = try currentPath(of: intent) else { return nil }
    do {
      return Self.alerts(of: batch, in: try mendedTail(of: path, intent))
    } catch {
      guard error.isDenied else { throw error }
      // A rotation may have given the file to somebody else: a torn line stays in it, and nothing else depends on that.
      guard let tail = try? OpenFile.reading(path).read(from: intent.offset, limit: LogFile.longestTail)
      else {
        return nil
      }
      return Self.alerts(of: batch, in: Self.lines(of: tail))
    }
  }

  /// What was appended since the intent, on the disk now, without a torn line.
  private func mendedTail(of path: String, _ intent: FileIntent) throws(PosixError) -> ArraySlice<UInt8> {
    var file = try LogFile(path, calls: calls)
    // Somebody has emptied the file: nothing of ours is left in it.
    guard file.size >= intent.offset else { return [] }
    let tail = try file.tail(from: intent.offset)
    let lines = Self.lines(of: tail)
    if lines.count < tail.count { try file.cut(to: intent.offset + lines.count) }
    try file.sync()
    return lines
  }

  /// All up to the last line end.
  private static func lines(of tail: [UInt8]) -> ArraySlice<UInt8> {
    tail[..<(tail.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)]
  }

  /// Lines are in the order of the batch, others may stand between them.
  private static func alerts(of batch: [DueDelivery], in lines: ArraySlice<UInt8>) -> [Int] {
    var waiting = batch[...]
    var found: [Int] = []
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      guard let next = waiting.first, line.contains(next.recorded.alert.id.utf8) else { continue }
      found.append(next.recorded.sequence)
      waiting.removeFirst()
    }
    return found
  }

  /// Where the file is now: in its place, or renamed by a rotation within its folder.
  private func currentPath(of intent: FileIntent) throws(PosixError) -> String? {
    let folder = FilePath.folder(of: path)
    var names: [String] = []
    do {
      names = try Directories.names(in: folder)
    } catch {
      // Where we may not look around, a file that was renamed is out of sight for ever.
      guard error.isDenied else { throw error }
    }
    return ([path] + names.map { "\(folder)/\($0)" }).first { path in
      guard let status = try? Files.status(path) else { return false }
      return status.device == intent.device && status.inode == intent.inode
    }
  }

  /// Records which lines are on the disk; the others are free to be written again.
  private func settle(
    _ message: String, written: [Int], failure: String?, now: Int
  ) throws(Failure) {
    try inStore { () throws(StoreError) in
      try store.transaction { () throws(StoreError) in
        for alert in written { try store.apply(.arrive, .integer(now), to: .alert(alert), of: receiver) }
        try store.apply(.release, .optional(failure), to: .message(message), of: receiver)
        try store.removeFileIntent(of: receiver)
      }
    }
  }

  private func inStore<Value>(_ body: () throws(StoreError) -> Value) throws(Failure) -> Value {
    do { return try body() } catch { throw .store(error) }
  }

  private func inFile<Value: ~Copyable>(_ body: () throws(PosixError) -> Value) throws(Failure) -> Value {
    do { return try body() } catch { throw .file(error) }
  }
}
