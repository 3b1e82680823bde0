import Bytes

/// Strings with their escapes (RFC 8259, section 7).
extension JSONReader {
  /// Reads the string whose opening quote is next.
  mutating func string() throws(JSONError) -> String {
    at += 1
    let plain = plainText()
    // Most strings are one piece.
    if byte == UInt8(ascii: "\"") {
      at += 1
      return decode(bytes, plain)
    }
    return try stringWithEscapes(Array(bytes[plain]))
  }

  /// Passes over what stands for itself.
  private mutating func plainText() -> Range<Int> {
    let start = at
    at = Bytes.first(
      below: 0x20, or: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: bytes, start..<bytes.count)
    return start..<at
  }

  /// Reads on from what may be the first escape.
  private mutating func stringWithEscapes(_ beginning: [UInt8]) throws(JSONError) -> String {
    var text = beginning
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return decode(text, 0..<text.count)
      case UInt8(ascii: "\\"): escape(to: &text)
      case let control:
        forgive("a control character in a string")
        text.append(control)
        at += 1
      }
      text += bytes[plainText()]
    }
    throw failure("a string does not end")
  }

  /// All text is looked at at once, and again only where something in it is not clean.
  private mutating func decode(_ text: [UInt8], _ range: Range<Int>) -> String {
    if isClean { return Bytes.string(ofUTF8: text, range) }
    if let valid = String(validating: text[range], as: UTF8.self) { return valid }
    forgive("malformed UTF-8")
    return String(decoding: text[range], as: UTF8.self)
  }

  private mutating func escape(to text: inout [UInt8]) {
    at += 1
    let letter = byte
    at = min(at + 1, bytes.count)
    switch letter {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "u"): text += String(unicodeEscape()).utf8
    default:
      forgive("an unknown escape")
      text.append(UInt8(ascii: "\\"))
      if letter != 0 { text.append(letter) }
    }
  }

  /// Four hexadecimal digits, and the low half of a pair behind a high one.
  private mutating func unicodeEscape() -> Unicode.Scalar {
    guard let unit = hexadecimal() else {
      forgive("an unknown escape")
      return "\u{FFFD}"
    }
    if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
    let place = at
    if unit < 0xDC00, byte == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u") {
      at += 2
      if let low = hexadecimal(), low & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(low & 0x3FF))
      {
        return scalar
      }
      at = place
    }
    forgive("half of a surrogate pair")
    return "\u{FFFD}"
  }

  private mutating func hexadecimal() -> UInt16? {
    guard at + 4 <= bytes.count else { return nil }
    var value: UInt16 = 0
    for digit in bytes[at..<at + 4] {
      guard let number = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt16(number)
    }
    at += 4
    return value
  }
}
