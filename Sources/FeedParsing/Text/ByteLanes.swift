import Bytes

/// Sixteen bytes at once. Each test sets the highest bit of a lane where it holds; the other bits mean nothing.
///
/// Comparisons of SIMD vectors are compiled to loops over the lanes; sums and bit operations are single instructions.
/// So the tests are made of those.
struct ByteLanes {
  let bytes: SIMD16<UInt8>

  @inline(__always) init(_ bytes: SIMD16<UInt8>) { self.bytes = bytes }

  /// Where the byte is this one.
  @inline(__always) func equals(_ byte: UInt8) -> SIMD16<UInt8> {
    let difference = bytes ^ SIMD16(repeating: byte)
    return (difference &- SIMD16(repeating: 1)) & ~difference
  }

  /// Where the byte is `first` or one of those behind it, `count` in all; at most 128.
  @inline(__always) func isAmong(_ first: UInt8, count: UInt8) -> SIMD16<UInt8> {
    ByteLanes(bytes &- SIMD16(repeating: first)).isBelow(count)
  }

  /// Where the byte is this one in the bits of the mask.
  @inline(__always) func equals(_ byte: UInt8, mask: UInt8) -> SIMD16<UInt8> {
    ByteLanes(bytes & SIMD16(repeating: mask)).equals(byte)
  }

  /// Where the byte is below this one, which is at most 0x80.
  @inline(__always) func isBelow(_ byte: UInt8) -> SIMD16<UInt8> {
    (bytes &- SIMD16(repeating: byte)) & ~bytes
  }

  /// Where the byte is this one, which is above 0x80, or a higher one.
  @inline(__always) func isAtLeast(_ byte: UInt8) -> SIMD16<UInt8> {
    let low = bytes & SIMD16(repeating: 0x7F)
    return (low &+ SIMD16(repeating: 0 &- byte)) & bytes
  }

  /// The first lane where a test holds; 16 where it holds nowhere.
  @inline(__always) static func first(_ test: SIMD16<UInt8>) -> Int {
    Bytes.firstNonZero(test & SIMD16(repeating: 0x80))
  }

  @inline(__always) static func holdsAnywhere(_ test: SIMD16<UInt8>) -> Bool {
    !Bytes.isZero(test & SIMD16(repeating: 0x80))
  }
}
