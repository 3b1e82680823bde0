public import CBytes
public import Glibc

/// Sixteen bytes at a step in what the compiler makes of its own vectors. A test sets the highest bit of a lane where it
/// holds; the other bits mean nothing.
extension Bytes {
  /// Appends what stands at the front of a range as long as it is ASCII letters and digits, and single spaces with such
  /// before and behind them; letters in lower case. Gives how many bytes that were.
  ///
  /// It stops before the last sixteen bytes. What stands before the range must end in a letter or digit if the range begins
  /// with a space.
  @inlinable @inline(__always)
  package static func appendWords(
    of text: Span<UInt8>, _ range: Range<Int>, to output: inout OutputSpan<UInt8>
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    var index = range.lowerBound
    while index &+ 17 <= range.upperBound, output.freeCapacity >= 16 {
      let (block, next) = unsafe text.withUnsafeBytes {
        unsafe (
          $0.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self),
          $0.loadUnaligned(fromByteOffset: index &+ 1, as: SIMD16<UInt8>.self)
        )
      }
      let spaces = equals(block, 0x20) & lettersAndDigits(next)
      let count = firstHolding(~(lettersAndDigits(block) | spaces))
      // The bit that makes letters small is set in digits and the space.
      let small = block | SIMD16(repeating: 0x20)
      unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
        unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
          of: small, toByteOffset: initializedCount, as: SIMD16<UInt8>.self)
        initializedCount &+= count
      }
      index &+= count
      if count < 16 { break }
    }
    return index &- range.lowerBound
  }

  /// The first byte in `range` that is below `limit` (at most 0x80) or one of two others; the range's end where there is none.
  @inlinable
  package static func first(
    below limit: UInt8, or one: UInt8, or other: UInt8, in bytes: [UInt8], _ range: Range<Int>
  ) -> Int {
    let range = range.clamped(to: 0..<bytes.count)
    var index = range.lowerBound
    while index &+ 16 <= range.upperBound {
      let block = unsafe bytes.withUnsafeBytes {
        unsafe $0.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      }
      let low = (block &- SIMD16(repeating: limit)) & ~block
      let place = firstHolding(low | equals(block, one) | equals(block, other))
      if place < 16 { return index &+ place }
      index &+= 16
    }
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < limit || byte == one || byte == other { break }
      index &+= 1
    }
    return index
  }

  /// Where the run of characters of two and three bytes that begins a range ends; it stops before the last four bytes.
  ///
  /// All are in the first of two sets; single spaces may stand before those that are in the second too.
  @inlinable @inline(__always)
  package static func end(ofLetters sets: Span<UInt64>, in text: Span<UInt8>, _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    precondition(sets.count == 2 * scalarSetWords)
    return unsafe text.withUnsafeBufferPointer { bytes in
      unsafe sets.withUnsafeBufferPointer { sets in
        guard let start = bytes.baseAddress, let sets = sets.baseAddress else { return range.lowerBound }
        return unsafe pw_letters(start, range.lowerBound, range.upperBound, sets)
      }
    }
  }

  /// How many words a set of Unicode scalars below U+10000 has: a bit for each of them.
  @inlinable package static var scalarSetWords: Int { Int(PW_SET_WORDS) }

  /// The four bytes from `index` on, the first in the lowest place; those behind the end are 0.
  @inlinable @inline(__always)
  package static func word(of text: Span<UInt8>, at index: Int) -> UInt32 {
    guard index >= 0, index &+ 4 <= text.count else { return lastWord(of: text, at: index) }
    let word = unsafe text.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: index, as: UInt32.self)
    }
    return UInt32(littleEndian: word)
  }

  @usableFromInline
  static func lastWord(of text: Span<UInt8>, at index: Int) -> UInt32 {
    var word: UInt32 = 0
    for place in max(0, index)..<max(0, index, text.count) {
      word |= UInt32(text[place]) << (UInt32(place - index) * 8)
    }
    return word
  }

  /// Appends the `count` lowest bytes of a word, at most four, where there is room for four.
  @inlinable @inline(__always)
  package static func append(_ word: UInt32, count: Int, to output: inout OutputSpan<UInt8>) {
    precondition(output.freeCapacity >= 4 && count >= 0 && count <= 4)
    unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
      unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
        of: word.littleEndian, toByteOffset: initializedCount, as: UInt32.self)
      initializedCount &+= count
    }
  }

  /// Appends a part of a text for which there is room.
  @inlinable @inline(__always)
  package static func append(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    precondition(range.count <= output.freeCapacity)
    unsafe text.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
        guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
        unsafe memcpy(to + initializedCount, from + range.lowerBound, range.count)
        initializedCount &+= range.count
      }
    }
  }

  @inlinable @inline(__always)
  static func equals(_ block: SIMD16<UInt8>, _ byte: UInt8) -> SIMD16<UInt8> {
    let difference = block ^ SIMD16(repeating: byte)
    return (difference &- SIMD16(repeating: 1)) & ~difference
  }

  /// Where an ASCII letter or digit stands.
  @inlinable @inline(__always)
  static func lettersAndDigits(_ block: SIMD16<UInt8>) -> SIMD16<UInt8> {
    let letters = (block | SIMD16(repeating: 0x20)) &- SIMD16(repeating: 0x61)
    let digits = block &- SIMD16(repeating: 0x30)
    return ((letters &- SIMD16(repeating: 26)) & ~letters) | ((digits &- SIMD16(repeating: 10)) & ~digits)
  }

  /// The first lane where a test holds; 16 where it holds nowhere.
  @inlinable @inline(__always)
  static func firstHolding(_ test: SIMD16<UInt8>) -> Int {
    let halves = unsafe unsafeBitCast(test & SIMD16(repeating: 0x80), to: SIMD2<UInt64>.self)
    if halves[0] != 0 { return halves[0].littleEndian.trailingZeroBitCount / 8 }
    return 8 + halves[1].littleEndian.trailingZeroBitCount / 8
  }
}
