import Glibc

/// Search, copy and look at bytes at memory speed: the few steps that dominate parsing, and nothing else.
///
/// Every range and index is checked against the array, so no argument can reach outside of it.
@usableFromInline package enum Bytes {
  /// The index of the first `byte` in `range`, or the range's end (clamped) where there is none.
  package static func first(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int {
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
  package static func append(_ range: Range<Int>, of bytes: [UInt8], to target: inout [UInt8]) {
    let range = range.clamped(to: 0..<bytes.count)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe target.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
    }
  }

  /// The sixteen bytes from `index` on, all of which must lie in the array.
  @inlinable @inline(__always)
  package static func sixteen(of bytes: [UInt8], at index: Int) -> SIMD16<UInt8> {
    precondition(index >= 0 && index &+ 16 <= bytes.count)
    return unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
    }
  }

  /// The index of the first byte that is not zero; 16 where all are.
  @inlinable @inline(__always)
  package static func firstNonZero(_ bytes: SIMD16<UInt8>) -> Int {
    let halves = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    if halves[0] != 0 { return halves[0].littleEndian.trailingZeroBitCount / 8 }
    return 8 + halves[1].littleEndian.trailingZeroBitCount / 8
  }

  @inlinable @inline(__always)
  package static func isZero(_ bytes: SIMD16<UInt8>) -> Bool {
    let halves = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] == 0
  }

  /// The first `count` bytes from `index` on in two machine words, the first in the lowest place.
  ///
  /// All sixteen must lie in the array; those behind `count` are given as zero.
  @inlinable @inline(__always)
  package static func words(of bytes: [UInt8], at index: Int, count: Int) -> SIMD2<UInt64> {
    precondition(index >= 0 && index &+ 16 <= bytes.count)
    let words = unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
    }
    let low = UInt64(littleEndian: words[0])
    let high = UInt64(littleEndian: words[1])
    // A smart shift by 64 gives zero.
    return SIMD2(low & ~(~0 << (count * 8)), high & ~(~0 << max(0, (count - 8) * 8)))
  }

  /// A string of bytes that a survey has already found to be UTF-8, without a second look at each.
  ///
  /// Were they not, the string would be nonsense, but no character of it reaches outside of the range: that is
  /// checked here.
  package static func string(ofUTF8 bytes: [UInt8], _ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<bytes.count)
    guard endsAreWhole(bytes, range) else { return String(decoding: bytes[range], as: UTF8.self) }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      let span = unsafe UnsafeBufferPointer(rebasing: buffer[range]).span
      return unsafe String(copying: UTF8Span(unchecked: span))
    }
  }

  /// Whether the first byte begins a character and the last three begin none that needs more than is there.
  private static func endsAreWhole(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    guard bytes[range.lowerBound] & 0xC0 != 0x80 else { return false }
    for index in max(range.lowerBound, range.upperBound - 3)..<range.upperBound {
      // A lead byte has a one at its front for each byte of its character.
      if bytes[index] >= 0xC0, (~bytes[index]).leadingZeroBitCount > range.upperBound - index { return false }
    }
    return true
  }
}
