import Glibc

/// Character sets to UTF-8, through the C library's iconv(3).
package enum Iconv {
  /// What a conversion gave.
  package struct Conversion: Sendable, Equatable {
    package var bytes: [UInt8]
    /// How many malformed units became U+FFFD.
    package var malformed: Int
  }

  /// The bytes in UTF-8, each malformed unit as U+FFFD; nil where the C library does not know the character set.
  ///
  /// - Parameter unit: how many bytes to pass over where they mean nothing: 2 for UTF-16, 4 for UTF-32.
  package static func utf8(_ bytes: [UInt8], from charset: String, unit: Int = 1) -> Conversion? {
    guard let descriptor = unsafe iconv_open("UTF-8", charset), Int(bitPattern: descriptor) != -1
    else { return nil }
    defer { unsafe _ = iconv_close(descriptor) }
    var converter = unsafe Converter(descriptor: descriptor, unit: max(1, unit))
    unsafe bytes.withUnsafeBytes { unsafe converter.convert($0) }
    return Conversion(bytes: converter.output, malformed: converter.malformed)
  }
}

/// One conversion in progress.
/// Safe to hold: it never outlives the descriptor, which its only maker closes.
@safe private struct Converter {
  let descriptor: iconv_t
  let unit: Int
  var output: [UInt8] = []
  var malformed = 0

  /// Enough for a few thousand characters a call, and at least one character of any set.
  static let chunk = 32 * 1024

  init(descriptor: iconv_t, unit: Int) {
    unsafe self.descriptor = descriptor
    self.unit = unit
  }

  mutating func convert(_ input: UnsafeRawBufferPointer) {
    output.reserveCapacity(input.count + input.count / 2)
    guard let base = input.baseAddress else { return }
    var next: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutablePointer(
      mutating: base.assumingMemoryBound(to: CChar.self))
    var left = input.count
    while left > 0 {
      switch unsafe step(&next, &left) {
      case 0, E2BIG: break
      default: unsafe skip(&next, &left)
      }
    }
  }

  /// Converts what fits into one chunk; gives 0 or the error number that stopped it.
  private mutating func step(_ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int) -> Int32 {
    var status: Int32 = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      var room = buffer.count
      unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
        var target = buffer.baseAddress
        if unsafe iconv(descriptor, &next, &left, &target, &room) == -1 { status = errno }
      }
      count = Self.chunk - room
    }
    output += chunk
    return status
  }

  /// Passes over a unit that means nothing, and over one that the input's end cuts off.
  private mutating func skip(_ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int) {
    let count = min(unit, left)
    unsafe next = next?.advanced(by: count)
    left -= count
    malformed += 1
    output += [0xEF, 0xBF, 0xBD]
  }
}
