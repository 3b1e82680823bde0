/// What a document's bytes are, taken as UTF-8 (RFC 3629).
struct UTF8Survey {
  /// Well-formed characters of two to four bytes.
  private(set) var multibyte = 0
  /// Bytes that belong to no well-formed character.
  private(set) var malformed = 0
  /// Whether there is a character that `CleanText` does not keep.
  private(set) var hasControls = false

  init(_ bytes: [UInt8], from start: Int = 0) {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D { hasControls = true }
        if byte == 0x7F { hasControls = true }
        at += 1
        continue
      }
      let length = UTF8Character.length(in: bytes, at: at)
      if length == 0 {
        malformed += 1
        at += 1
        continue
      }
      multibyte += 1
      if UTF8Character.maySteer(bytes, at: at, length: length) { hasControls = true }
      at += length
    }
  }
}

/// One character of UTF-8.
enum UTF8Character {
  /// How many bytes the multi-byte character at `at` has, or 0 where it is malformed (Unicode, table 3-7).
  @inline(__always) static func length(in bytes: [UInt8], at: Int) -> Int {
    let first = bytes[at]
    let left = bytes.count - at
    if first &- 0xC2 < 0x1E {
      return left >= 2 && isContinuation(bytes[at + 1]) ? 2 : 0
    }
    if first & 0xF0 == 0xE0 {
      guard left >= 3, isContinuation(bytes[at + 1]), isContinuation(bytes[at + 2]) else { return 0 }
      if first == 0xE0, bytes[at + 1] < 0xA0 { return 0 }
      if first == 0xED, bytes[at + 1] > 0x9F { return 0 }
      return 3
    }
    guard first &- 0xF0 < 5, left >= 4, isContinuation(bytes[at + 1]), isContinuation(bytes[at + 2]),
      isContinuation(bytes[at + 3])
    else { return 0 }
    if first == 0xF0, bytes[at + 1] < 0x90 { return 0 }
    if first == 0xF4, bytes[at + 1] > 0x8F { return 0 }
    return 4
  }

  @inline(__always) private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Whether it may be one that `CleanText` does not keep: U+0080 to U+009F, U+061C, U+200E to U+2069, U+FEFF.
  @inline(__always) static func maySteer(_ bytes: [UInt8], at: Int, length: Int) -> Bool {
    switch bytes[at] {
    case 0xC2: bytes[at + 1] < 0xA0
    case 0xD8: bytes[at + 1] == 0x9C
    case 0xE2: isSteering(bytes[at + 1], bytes[at + 2])
    case 0xEF: bytes[at + 1] == 0xBB && bytes[at + 2] == 0xBF
    default: false
    }
  }

  /// Behind E2: U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
  @inline(__always) private static func isSteering(_ second: UInt8, _ third: UInt8) -> Bool {
    switch second {
    case 0x80: third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE)
    case 0x81: third >= 0xA6 && third <= 0xA9
    default: false
    }
  }
}
