/// One header field. Values hold one scalar, U+0000 to U+00FF, for each byte, so that what a server sent goes back unchanged.
package struct HTTPHeader: Sendable, Equatable {
  package let name: String
  package let value: String

  /// A field to send; refuses what could end the line or start another (RFC 9110, 5.5 and 5.6.2).
  package init(_ name: String, _ value: String) throws(HTTPHeaderError) {
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else { throw .name(name) }
    guard Self.isSendable(value) else { throw .value(name: name) }
    self.name = name
    self.value = value
  }

  /// A field of our own; what cannot be sent is left out of its value.
  package init(_ name: StaticString, cleaning value: String) {
    self.name = name.description
    self.value = value.unicodeScalars.reduce(into: "") { kept, scalar in
      if Self.isSendable(String(scalar)) { kept.unicodeScalars.append(scalar) }
    }
  }

  /// A field as received; the name in lower case.
  init(received name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    self.name = Self.text(of: name).lowercased()
    self.value = Self.text(of: value)
  }

  /// Whether a value can be sent: no control characters, every scalar one byte.
  package static func isSendable(_ value: String) -> Bool {
    value.unicodeScalars.allSatisfy { (0x20...0xff).contains($0.value) && $0.value != 0x7f }
  }

  /// The bytes that a value stands for.
  package static func bytes(of value: String) -> [UInt8] {
    let utf8 = Array(value.utf8)
    // ASCII, as nearly all are, is the same in UTF-8.
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8 }
    return value.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  private static func text(of bytes: ArraySlice<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    return text
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// Why a header field cannot be sent. The value is not shown, it may be a secret.
package enum HTTPHeaderError: Error, Equatable, Sendable, CustomStringConvertible {
  case name(String)
  case value(name: String)

  package var description: String {
    switch self {
    case .name(let name): "'\(name)' is not the name of a header; use letters, digits and hyphens"
    case .value(let name):
      "the value of the header \(name) has a character that cannot be sent; use printable ASCII on one line"
    }
  }
}
