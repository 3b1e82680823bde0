import Glibc

/// An open file, closed when it goes out of scope.
package struct OpenFile: ~Copyable {
  package let path: String
  let descriptor: Int32

  deinit { close(descriptor) }

  private init(_ path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  private init(_ path: String, flags: Int32, mode: mode_t = 0) throws(PosixError) {
    self.path = path
    descriptor = try attempt("open", path) { unsafe open(path, flags | O_CLOEXEC, mode) }
  }

  /// Opens an existing regular file for reading.
  ///
  /// `anyKind` admits pipes and devices too (`/dev/stdin`, `<(...)`), which may block until somebody writes.
  package static func reading(_ path: String, anyKind: Bool = false) throws(PosixError) -> OpenFile {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
    let file = try OpenFile(path, flags: anyKind ? O_RDONLY : O_RDONLY | O_NONBLOCK)
    if anyKind { return file }
    guard try file.status().kind == .regular else { throw PosixError("read", path, .notRegularFile) }
    return file
  }

  /// Opens a regular file to which every write appends; it is created with that mode where it is missing.
  package static func appending(_ path: String, mode: UInt32 = 0o640) throws(PosixError) -> OpenFile {
    let file = try OpenFile(path, flags: O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK, mode: mode)
    guard try file.status().kind == .regular else { throw PosixError("write", path, .notRegularFile) }
    return file
  }

  /// Opens a file for writing from its start, empty; it is created with that mode where it is missing.
  package static func replacing(_ path: String, mode: UInt32 = 0o640) throws(PosixError) -> OpenFile {
    try OpenFile(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
  }

  /// What the process reads from; `/dev/stdin` would not do where that is a socket.
  static func standardInput() throws(PosixError) -> OpenFile {
    let path = "standard input"
    return OpenFile(path, descriptor: try attempt("open", path) { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) })
  }

  /// Opens a file for reading and writing without changing it; it is created where it is missing.
  static func updating(_ path: String, mode: UInt32) throws(PosixError) -> OpenFile {
    try OpenFile(path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
  }

  /// Opens a directory, to make changes of its entries durable.
  static func directory(_ path: String) throws(PosixError) -> OpenFile {
    try OpenFile(path, flags: O_RDONLY | O_DIRECTORY)
  }

  package func status() throws(PosixError) -> FileStatus {
    var buffer = stat()
    try attempt("examine", path) { unsafe fstat(descriptor, &buffer) }
    return FileStatus(buffer)
  }
}
