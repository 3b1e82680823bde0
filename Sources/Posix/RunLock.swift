import Glibc

/// The right to run, held by one process at a time and given up when it ends, however it ends; see flock(2).
package struct RunLock: ~Copyable {
  private let file: OpenFile

  /// Takes the lock at once or throws `locked` with who holds it.
  ///
  /// The file stays behind on purpose: removing it would let two processes lock two files of one name.
  package init(_ path: String) throws(PosixError) {
    let file = try OpenFile.updating(path, mode: 0o640)
    do {
      try attempt("lock", path) { flock(file.descriptor, LOCK_EX | LOCK_NB) }
    } catch {
      guard error.code == EWOULDBLOCK else { throw error }
      throw PosixError("lock", path, .locked(holder: Self.holder(in: file)))
    }
    try file.truncate(to: 0)
    try file.write(Array("process \(getpid())\n".utf8))
    self.file = file
  }

  private static func holder(in file: borrowing OpenFile) -> String {
    guard let bytes = try? file.read(limit: 100) else { return "" }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self)
  }
}
