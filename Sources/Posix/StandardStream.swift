import Glibc

/// Standard output for data, standard error for messages.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes everything; `EPIPE` in the error means that the reader has gone.
  package func write(_ bytes: [UInt8]) throws(PosixError) {
    try writeAll(bytes, to: rawValue, "write to", name)
  }

  package func write(_ text: String) throws(PosixError) { try write(Array(text.utf8)) }

  /// What it is connected to.
  package var status: FileStatus? {
    var buffer = stat()
    return unsafe fstat(rawValue, &buffer) == 0 ? FileStatus(buffer) : nil
  }

  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Whether it is a pipe whose reader has gone, which otherwise only the next write would tell.
  package var isAbandoned: Bool {
    var state = pollfd(fd: rawValue, events: 0, revents: 0)
    return unsafe poll(&state, 1, 0) == 1 && state.revents & Int16(POLLERR) != 0
  }

  /// The terminal's width in columns, where it is one.
  package var width: Int? {
    var size = winsize()
    guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private var name: String { self == .output ? "standard output" : "standard error" }
}

/// Standard input, read to its end.
package enum StandardInput {
  /// More than `limit` bytes is an error.
  package static func read(limit: Int) throws(PosixError) -> [UInt8] {
    try OpenFile.standardInput().read(limit: limit)
  }

  package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
