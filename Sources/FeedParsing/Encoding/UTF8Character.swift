/// One character of UTF-8.
enum UTF8Character {
  /// How many bytes the multi-byte character at `at` has, or 0 where it is malformed (Unicode, table 3-7).
  static func length(in bytes: [UInt8], at: Int) -> Int {
    let length =
      switch bytes[at] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, bytes.count - at >= length, secondBytes(behind: bytes[at]).contains(bytes[at + 1])
    else {
      return 0
    }
    return bytes[at + 1..<at + length].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
  }

  /// Whether a character begins at `at` that the end of the bytes cuts off.
  static func isCutOff(in bytes: [UInt8], at: Int) -> Bool {
    guard bytes.count - at <= 3, bytes[at] >= 0xC2, bytes[at] <= 0xF4 else { return false }
    let rest = bytes[(at + 1)...]
    let wanted = bytes[at] < 0xE0 ? 1 : bytes[at] < 0xF0 ? 2 : 3
    return rest.count < wanted && rest.allSatisfy { $0 & 0xC0 == 0x80 }
      && rest.first.map(secondBytes(behind: bytes[at]).contains) != false
  }

  /// What may follow a lead byte: neither overlong forms, nor surrogates, nor what lies beyond U+10FFFF.
  private static func secondBytes(behind lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }

  /// Whether the well-formed character at `at` is one that `CleanText` does not keep.
  static func maySteer(_ bytes: [UInt8], at: Int) -> Bool {
    switch bytes[at] {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F: true
    // U+0080 to U+009F.
    case 0xC2: bytes[at + 1] < 0xA0
    // U+061C.
    case 0xD8: bytes[at + 1] == 0x9C
    // U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
    case 0xE2: isSteering(bytes[at + 1], bytes[at + 2])
    // U+FEFF.
    case 0xEF: bytes[at + 1] == 0xBB && bytes[at + 2] == 0xBF
    // U+E0000 to U+E007F.
    case 0xF3: bytes[at + 1] == 0xA0 && bytes[at + 2] <= 0x81
    default: false
    }
  }

  private static func isSteering(_ second: UInt8, _ third: UInt8) -> Bool {
    switch second {
    case 0x80: third & 0xFE == 0x8E || (0xA8...0xAE).contains(third)
    case 0x81: (0xA6...0xA9).contains(third)
    default: false
    }
  }
}
