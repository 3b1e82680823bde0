public import CBytes
public import Glibc

/// Bytes that are gathered piece by piece, in memory that is used again for the next text.
@usableFromInline package struct ByteBuffer {
  /// As long as there is room; only the first `count` bytes mean something.
  @usableFromInline package private(set) var bytes: [UInt8] = []
  @usableFromInline package private(set) var count = 0

  package init() {}

  /// With room for just so many bytes.
  package init(room: Int) { bytes = Array(repeating: 0, count: room + Int(PW_COPY_SLACK)) }

  @inlinable package var isEmpty: Bool { count == 0 }

  /// The byte that was appended last.
  @inlinable package var last: UInt8? { count > 0 ? bytes[count - 1] : nil }

  /// Forgets the bytes and keeps the room.
  @inlinable package mutating func clear() { count = 0 }

  @inlinable package mutating func removeLast() { count = max(0, count - 1) }

  @inlinable package mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    bytes[count] = byte
    count += 1
  }

  package mutating func append(_ scalar: Unicode.Scalar) {
    for byte in scalar.utf8 { append(byte) }
  }

  package mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Appends the bytes of `range` in one copy.
  @inlinable package mutating func append(_ range: Range<Int>, of source: [UInt8]) {
    let range = range.clamped(to: 0..<source.count)
    makeRoom(for: range.count)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe memcpy(to + count, from + range.lowerBound, range.count)
      }
    }
    count += range.count
  }

  /// Appends plain text up to the first place in `range` where something has to be done, and gives that place.
  ///
  /// That is a `<` or `&`, a control character, a no-break space, or a space that another white space follows.
  @inlinable package mutating func appendText(_ range: Range<Int>, of source: [UInt8]) -> Int {
    let range = range.clamped(to: 0..<source.count)
    makeRoom(for: range.count)
    let end = unsafe source.withUnsafeBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return range.upperBound }
        return unsafe pw_copy_text(to + count, from, range.lowerBound, range.upperBound, source.count)
      }
    }
    count += end - range.lowerBound
    return end
  }

  /// Appends the bytes of `range` up to the first `mark`, and gives its place, or the range's end.
  @inlinable package mutating func append(
    upTo mark: UInt8, in range: Range<Int>, of source: [UInt8]
  ) -> Int {
    let range = range.clamped(to: 0..<source.count)
    makeRoom(for: range.count)
    let end = unsafe source.withUnsafeBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return range.upperBound }
        return unsafe pw_copy_until(
          to + count, from, range.lowerBound, range.upperBound, source.count, mark)
      }
    }
    count += end - range.lowerBound
    return end
  }

  /// Sees to it that so many bytes more fit, and what a copy by blocks writes behind them.
  @inlinable @inline(__always) mutating func makeRoom(for more: Int) {
    if bytes.count - count < more + Int(PW_COPY_SLACK) { grow(by: more) }
  }

  /// Doubles, so that each byte is copied twice at most on the whole.
  @usableFromInline mutating func grow(by more: Int) {
    let room = max(bytes.count * 2, count + more + Int(PW_COPY_SLACK), Self.smallest)
    bytes.append(contentsOf: repeatElement(0, count: room - bytes.count))
  }

  /// What was gathered, as an array of its own.
  package consuming func finish() -> [UInt8] {
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The bytes as a string; they must be valid UTF-8.
  package var string: String { Bytes.string(ofUTF8: bytes, 0..<count) }

  /// Most texts of feeds fit.
  private static let smallest = 4096
}
