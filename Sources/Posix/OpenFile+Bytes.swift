import Glibc

extension OpenFile {
  /// All bytes from an offset to the end; more than `limit` is an error.
  package func read(from offset: Int = 0, limit: Int) throws(PosixError) -> [UInt8] {
    if offset > 0 { try attempt("read", path) { lseek(descriptor, offset, SEEK_SET) } }
    let expected = try max(0, status().size - offset)
    guard expected <= limit else { throw PosixError("read", path, .tooLarge(limit: limit)) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    while true {
      let count = try attempt("read", path) { unsafe Glibc.read(descriptor, &chunk, Self.chunkSize) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw PosixError("read", path, .tooLarge(limit: limit)) }
      bytes += chunk[..<count]
    }
  }

  /// A quarter of the usual read-ahead: large enough that the system call costs nothing.
  private static let chunkSize = 65_536

  /// Writes all bytes in one system call; fewer taken by the disk is the error `shortWrite`.
  package func writeOnce(_ bytes: [UInt8]) throws(PosixError) {
    let count = try attempt("write", path) { unsafe Glibc.write(descriptor, bytes, bytes.count) }
    guard count == bytes.count else {
      throw PosixError("write", path, .shortWrite(written: count, of: bytes.count))
    }
  }

  /// Writes all bytes in as many system calls as it takes.
  package func write(_ bytes: [UInt8]) throws(PosixError) {
    var written = 0
    while written < bytes.count {
      let rest = bytes[written...]
      written += try attempt("write", path) {
        unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
    }
  }

  /// Cuts the file off behind its first `size` bytes.
  package func truncate(to size: Int) throws(PosixError) {
    try attempt("truncate", path) { ftruncate(descriptor, size) }
  }

  /// Returns when the disk holds everything that was written.
  package func sync() throws(PosixError) {
    try attempt("sync", path) { fsync(descriptor) }
  }
}
