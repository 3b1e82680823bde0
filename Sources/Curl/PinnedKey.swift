/// The hash of a server's public key (RFC 7469, 2.4), in libcurl's notation: `sha256//` and 32 bytes in Base64.
package struct PinnedKey: Sendable, Equatable {
  let text: String

  /// Nil for any other text. libcurl takes what it does not know for a file's name.
  package init?(_ text: String) {
    let prefix = "sha256//"
    let digits = text.utf8.dropFirst(prefix.utf8.count)
    guard text.hasPrefix(prefix), digits.count == Self.digits, digits.last == UInt8(ascii: "="),
      digits.dropLast().allSatisfy(Self.isDigit)
    else { return nil }
    self.text = text
  }

  /// Of 32 bytes in Base64, with the one sign that fills them up.
  private static let digits = 44

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
    default: false
    }
  }
}
