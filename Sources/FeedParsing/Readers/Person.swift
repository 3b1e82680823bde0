/// Names and addresses that share one element, as RSS has them.
enum Person {
  /// Splits `me@example.com (Name)` and `Name <me@example.com>`; text without an address is a name.
  static func parse(_ text: String) -> (name: String?, email: String?) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return (text, nil) }
    let scalars = text.unicodeScalars
    let words = scalars.split(whereSeparator: isSpace)
    guard let word = words.first(where: isAddress) else { return (text, nil) }
    var rest = scalars
    rest.removeSubrange(word.startIndex..<word.endIndex)
    let name = stripped(rest[...])
    return (name.isEmpty ? nil : name, stripped(word))
  }

  private static func isAddress(_ word: Substring.UnicodeScalarView) -> Bool {
    let parts = stripped(word).utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(UInt8(ascii: "."))
  }

  /// Without the brackets that keep a name and an address apart.
  private static func stripped(_ text: Substring.UnicodeScalarView) -> String {
    var text = text
    while let first = text.first, isEdge(first) { text.removeFirst() }
    while let last = text.last, isEdge(last) { text.removeLast() }
    let address = Substring(text)
    return String(address.hasPrefix("mailto:") ? address.dropFirst("mailto:".count) : address)
  }

  private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "(", ")", "[", "]", ",", ";", "\"": true
    default: isSpace(scalar)
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }
}
