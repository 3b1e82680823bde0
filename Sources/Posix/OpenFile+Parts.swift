import Glibc

extension OpenFile {
  /// At most `count` bytes from an offset on; none at the end of the file.
  package func part(from offset: Int, count: Int) throws(PosixError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    let read = try attempt("read", path) { unsafe pread(descriptor, &bytes, bytes.count, offset) }
    bytes.removeLast(bytes.count - read)
    return bytes
  }
}

extension CurrentProcess {
  /// Waits; a signal ends the wait early.
  package static func sleep(milliseconds: Int) {
    poll(nil, 0, Int32(clamping: milliseconds))
  }
}
