/// 26 characters that nobody else makes, in the order of their time (https://github.com/ulid/spec).
package enum ULID {
  /// How many random bytes one takes.
  package static let randomBytes = 10

  /// `time` is in milliseconds since 1970.
  package static func text(time: Int, random: [UInt8]) -> String {
    var value = UInt128(UInt64(clamping: time) & 0xFFFF_FFFF_FFFF)
    for byte in random.prefix(randomBytes) { value = value << 8 | UInt128(byte) }
    let digits = (0..<26).map { alphabet[Int(truncatingIfNeeded: value >> UInt128(125 - 5 * $0)) & 31] }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Crockford's Base32: no I, L, O and U.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
