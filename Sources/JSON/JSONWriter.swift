extension JSONValue {
  /// The value as compact JSON on one line, in UTF-8.
  ///
  /// Beside what RFC 8259 section 7 demands, it escapes what would break a line or steer a terminal:
  /// DEL, the C1 controls, U+2028 and U+2029.
  package var serialized: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// The compact JSON as a string.
  package var text: String { String(decoding: serialized, as: UTF8.self) }

  /// Appends what `serialized` gives.
  package func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .integer(let number): bytes += String(number).utf8
    case .double(let number): bytes += (number.isFinite ? String(number) : "null").utf8
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements): Self.write(elements, to: &bytes)
    case .object(let members): Self.write(members, to: &bytes)
    }
  }

  private static func write(_ elements: [JSONValue], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      element.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func write(_ members: [JSONMember], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let utf8 = text.utf8.span
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20, 0x7F: writeEscape(UInt32(byte), to: &bytes)
      default:
        if let control = controlOfTwoBytes(utf8, index) {
          writeEscape(control, to: &bytes)
          index += 1
        } else if let separator = lineSeparator(utf8, index) {
          writeEscape(separator, to: &bytes)
          index += 2
        } else {
          bytes.append(byte)
        }
      }
      index += 1
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The C1 control whose UTF-8 begins here.
  @inline(__always)
  private static func controlOfTwoBytes(_ utf8: Span<UInt8>, _ index: Int) -> UInt32? {
    guard utf8[index] == 0xC2, index + 1 < utf8.count, utf8[index + 1] < 0xA0 else { return nil }
    return UInt32(utf8[index + 1])
  }

  /// U+2028 or U+2029, whose UTF-8 begins here.
  @inline(__always)
  private static func lineSeparator(_ utf8: Span<UInt8>, _ index: Int) -> UInt32? {
    guard utf8[index] == 0xE2, index + 2 < utf8.count, utf8[index + 1] == 0x80, utf8[index + 2] | 1 == 0xA9
    else { return nil }
    return 0x2000 | UInt32(utf8[index + 2] & 0x3F)
  }

  private static func writeEscape(_ scalar: UInt32, to bytes: inout [UInt8]) {
    let hex = Array(String(scalar, radix: 16).utf8)
    bytes += Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - hex.count) + hex
  }
}
