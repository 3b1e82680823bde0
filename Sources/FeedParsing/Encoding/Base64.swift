/// Base64 as feeds have it: with line breaks (RFC 4648, section 4).
enum Base64 {
  /// The bytes, or nil where it is no base64 or they are not UTF-8.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    var decoded: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in text where byte > 0x20 && byte != UInt8(ascii: "=") {
      guard let value = value(byte) else { return nil }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return UTF8Survey(decoded).malformed == 0 ? UTF8Cleaner.clean(decoded) : nil
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
