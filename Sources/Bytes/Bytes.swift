public import CBytes
public import Glibc

/// Search, copy and look at bytes at memory speed: the few steps that dominate parsing, and nothing else.
///
/// Every range and index is checked against the array, so no argument can reach outside of it.
@usableFromInline package enum Bytes {
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

  /// The index of the first `byte` from `start` on, or the end where there is none.
  package static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    guard start >= 0, start < bytes.count else { return bytes.count }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      else { return buffer.count }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Where the name of a tag that begins at `start` ends: at white space, `>`, `/`, `<` or the array's end.
  ///
  /// `colon` is the place of its first colon, or the end where it has none.
  @inlinable @inline(__always)
  package static func tagName(in bytes: [UInt8], from start: Int) -> (end: Int, colon: Int) {
    guard start >= 0, start < bytes.count else { return (bytes.count, bytes.count) }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return (start, start) }
      let name = unsafe pw_name(base, start, buffer.count)
      return (name.end, name.colon)
    }
  }

  /// What bytes are, taken as UTF-8.
  package enum TextKind {
    case ascii
    case multibyte
    /// Something is malformed, or there is a control character, or one that steers the direction of writing.
    case unclean
  }

  /// Whether all bytes are clean text, at several gigabytes a second.
  package static func kind(of bytes: [UInt8]) -> TextKind {
    let found = unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return UInt32(0) }
      return unsafe pw_survey(start, buffer.count)
    }
    if found & UInt32(PW_UNCLEAN) != 0 { return .unclean }
    return found == 0 ? .ascii : .multibyte
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
    return SIMD2(
      UInt64(littleEndian: words[0]) & mask(count), UInt64(littleEndian: words[1]) & mask(count &- 8))
  }

  /// Ones in the places of the first `count` bytes of a word, all of them where there are more than eight.
  @inlinable @inline(__always)
  package static func mask(_ count: Int) -> UInt64 {
    // `&>>` takes the shift modulo 64, which is right for one to eight bytes.
    let some = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- count &* 8)
    return count >= 8 ? .max : count <= 0 ? 0 : some
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
