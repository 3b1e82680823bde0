import Glibc

extension OpenFile {
  /// All bytes from an offset to the end; more than `limit` is an error.
  package func read(from offset: Int = 0, limit: Int) throws(PosixError) -> [UInt8] {
    if offset > 0 { try attempt("read", path) { lseek(descriptor, offset, SEEK_SET) } }
    let expected = try max(0, status().size - offset)
    guard expected <= limit else { throw PosixError("read", path, .tooLarge(limit: limit)) }
    var bytes = try block(expected)
    // A file may have grown meanwhile, and a pipe has no size.
    while true {
      let more = try block(Self.chunkSize)
      guard bytes.count + more.count <= limit else { throw PosixError("read", path, .tooLarge(limit: limit)) }
      if more.isEmpty { return bytes }
      bytes += more
    }
  }

  /// The next bytes, as many as asked for or up to the end.
  private func block(_ size: Int) throws(PosixError) -> [UInt8] {
    var failure: PosixError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(PosixError) {
        while count < size {
          let rest = unsafe UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let added = try attempt("read", path) {
            unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
          }
          if added == 0 { return }
          count += added
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
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
    try writeAll(bytes, to: descriptor, "write", path)
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

/// Writes until all bytes are taken; a pipe or a nearly full disk takes a part of them at a time.
func writeAll(
  _ bytes: [UInt8], to descriptor: Int32, _ operation: String, _ path: String
) throws(PosixError) {
  var written = 0
  while written < bytes.count {
    let rest = bytes[written...]
    written += try attempt(operation, path) {
      unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}
