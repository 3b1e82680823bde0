internal import Posix

/// The calls by which lines get into a file; tests give their own that fail or end the run in the middle.
struct LogFileCalls {
  var open: (String) throws(PosixError) -> OpenFile = {
    (path) throws(PosixError) in try OpenFile.appending(path)
  }
  var write: (borrowing OpenFile, [UInt8]) throws(PosixError) -> Void = {
    (file, bytes) throws(PosixError) in try file.writeOnce(bytes)
  }
  var truncate: (borrowing OpenFile, Int) throws(PosixError) -> Void = {
    (file, size) throws(PosixError) in try file.truncate(to: size)
  }
  var sync: (borrowing OpenFile) throws(PosixError) -> Void = {
    (file) throws(PosixError) in try file.sync()
  }
}

/// A file that lines are appended to, opened for one batch only: after a rotation the next batch goes to the new file.
struct LogFile: ~Copyable {
  private let file: OpenFile
  private let calls: LogFileCalls
  /// Which file it is, whatever its name.
  let device: UInt64
  let inode: UInt64
  private(set) var size: Int
  /// Whether a part of a line could not be cut off again.
  private(set) var isTorn = false

  /// Opens the file, and creates it where it is missing; its folder must be there.
  init(_ path: String, calls: LogFileCalls) throws(PosixError) {
    let isNew = !Files.exists(path)
    let file = try calls.open(path)
    let status = try file.status()
    // Without this a power cut could take the file away although its contents are on the disk.
    if isNew { try Directories.sync(FilePath.folder(of: path)) }
    device = status.device
    inode = status.inode
    size = status.size
    self.calls = calls
    self.file = file
  }

  /// Appends one whole line or nothing: a part that got there is cut off again.
  mutating func append(_ line: [UInt8]) throws(PosixError) {
    do {
      try calls.write(file, line)
      size += line.count
    } catch {
      do { try calls.truncate(file, size) } catch { isTorn = true }
      throw error
    }
  }

  /// What was appended behind an offset.
  func tail(from offset: Int) throws(PosixError) -> [UInt8] {
    try file.read(from: offset, limit: Self.longestTail)
  }

  /// Far more than a batch takes.
  static let longestTail = 256 << 20

  mutating func cut(to size: Int) throws(PosixError) {
    try calls.truncate(file, size)
    self.size = size
  }

  /// Returns when the disk holds all that was appended.
  func sync() throws(PosixError) { try calls.sync(file) }

  /// Whether the file ends within a line that somebody else left there.
  var endsWithinLine: Bool {
    get throws(PosixError) { size > 0 ? try tail(from: size - 1) != [UInt8(ascii: "\n")] : false }
  }
}
