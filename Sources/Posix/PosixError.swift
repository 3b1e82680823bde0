import Glibc

/// A call to the system that failed, told with the path it was about.
package struct PosixError: Error, Equatable, Sendable {
  /// What was tried, as a verb: `open`, `read`, `write`, `lock`.
  package var operation: String
  package var path: String
  package var reason: Reason

  package enum Reason: Equatable, Sendable {
    /// An errno value; see errno(3).
    case system(Int32)
    /// The file holds more than this many bytes.
    case tooLarge(limit: Int)
    /// A directory, device, socket or pipe where a regular file is needed.
    case notRegularFile
    /// The disk took only the first bytes, as it does when it is full.
    case shortWrite(written: Int, of: Int)
    /// Another process holds the lock; `holder` is what it wrote into the lock file.
    case locked(holder: String)
  }

  package init(_ operation: String, _ path: String, _ reason: Reason) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// The errno value, where the system gave one.
  package var code: Int32? {
    if case .system(let code) = reason { code } else { nil }
  }

  /// Whether the path names nothing.
  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether we are not allowed to: the file belongs to others, is immutable, or stands where nothing is written.
  package var isDenied: Bool { code == EACCES || code == EPERM || code == EROFS }

  /// Whether another process holds the lock.
  package var isLocked: Bool {
    if case .locked = reason { true } else { false }
  }

  /// Whether the reader of a pipe has gone.
  package var isBrokenPipe: Bool { code == EPIPE }

  /// Whether there is no room left: a full disk, a quota or a limit on the size of files.
  package var isFull: Bool {
    if case .shortWrite = reason { return true }
    return code == ENOSPC || code == EDQUOT || code == EFBIG
  }

  /// One sentence without its full stop: `cannot open /etc/x: Permission denied`.
  package var message: String {
    if case .locked(let holder) = reason {
      return "another run is on: \(holder.isEmpty ? "a process" : holder) holds \(path)"
    }
    return "cannot \(operation) \(path): \(explanation)"
  }

  private var explanation: String {
    switch reason {
    case .system(let code): unsafe String(cString: strerror(code))
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    case .notRegularFile: "it is not a regular file"
    case .shortWrite(let written, let total):
      "only \(written) of \(total) bytes were written; is the disk full?"
    case .locked: "it is locked"
    }
  }
}

/// Runs a system call that returns -1 on failure, again when a signal interrupted it.
@discardableResult
func attempt<Result: SignedInteger>(
  _ operation: String, _ path: String, _ call: () -> Result
) throws(PosixError) -> Result {
  // A path with a NUL would be cut short there by C and name another file.
  guard !path.utf8.contains(0) else { throw PosixError(operation, path, .system(EINVAL)) }
  while true {
    let result = call()
    if result != -1 { return result }
    let code = errno
    if code != EINTR { throw PosixError(operation, path, .system(code)) }
  }
}
