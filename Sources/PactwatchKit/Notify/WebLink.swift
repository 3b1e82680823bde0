internal import FeedParsing

/// Addresses from outside, before they become links.
enum WebLink {
  /// An address that leads to a page and breaks out of no markup; nil where it leads elsewhere or is absurdly long.
  static func target(_ address: String?) -> String? {
    guard let address else { return nil }
    let lowered = address.prefix(8).lowercased()
    guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://") else { return nil }
    let target = CleanText.singleLine(address).unicodeScalars.map(encode).joined()
    return target.utf16.count <= longest ? target : nil
  }

  /// What is no part of an address (RFC 3986, appendix C) or ends a link in some markup.
  private static func encode(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "<", ">", "|", "\"", " ", "`", "\\", "(", ")":
      "%" + String(scalar.value, radix: 16, uppercase: true)
    default: String(scalar)
    }
  }

  /// Leaves room for a label within a text of 3,000.
  private static let longest = 2_000
}
