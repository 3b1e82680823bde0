import Glibc

/// Search and copy at memory speed: the loops that dominate parsing, and nothing else.
///
/// Every range is clamped to the array, so no argument can reach outside of it.
package enum Bytes {
  /// The index of the first `byte` in `range`, or the range's end (clamped) where there is none.
  @inlinable package static func first(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int {
    let range = range.clamped(to: 0..<bytes.count)
    guard !range.isEmpty else { return range.upperBound }
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return range.upperBound }
      let start = unsafe base + range.lowerBound
      guard let found = unsafe memchr(start, Int32(byte), range.count) else { return range.upperBound }
      return unsafe found - UnsafeMutableRawPointer(mutating: base)
    }
  }

  /// Appends the bytes of `range` to `target` in one copy.
  @inlinable package static func append(_ range: Range<Int>, of bytes: [UInt8], to target: inout [UInt8]) {
    let range = range.clamped(to: 0..<bytes.count)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe target.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
    }
  }
}
