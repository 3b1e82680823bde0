/// Names and addresses that share one element, as RSS has them.
enum Person {
  /// Splits `me@example.com (Name)` and `Name <me@example.com>`; text without an address is a name.
  static func parse(_ text: String) -> (name: String?, email: String?) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return (text, nil) }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let word = words.first(where: isAddress) else { return (text, nil) }
    let email = stripped(word)
    let rest = text[..<word.startIndex] + text[word.endIndex...]
    let name = stripped(rest[...])
    return (name.isEmpty ? nil : name, email)
  }

  private static func isAddress(_ word: Substring) -> Bool {
    let parts = stripped(word).split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
  }

  /// Without the brackets that keep a name and an address apart.
  private static func stripped(_ text: Substring) -> String {
    var text = text
    let edge: (Character) -> Bool = { $0.isWhitespace || "<>()[],;\"".contains($0) }
    while let first = text.first, edge(first) { text.removeFirst() }
    while let last = text.last, edge(last) { text.removeLast() }
    let address = text.hasPrefix("mailto:") ? text.dropFirst("mailto:".count) : text
    return String(address)
  }
}
