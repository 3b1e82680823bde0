import Bytes

/// The HTTP `Content-Type` header.
package enum ContentType {
  /// The `charset` parameter (RFC 9110, section 8.3).
  package static func charset(of contentType: String?) -> String? {
    guard let parameters = contentType?.split(separator: ";").dropFirst() else { return nil }
    for parameter in parameters {
      let halves = parameter.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { continue }
      let name = halves[0].filter { !$0.isWhitespace }.lowercased()
      if name == "charset" { return String(halves[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }) }
    }
    return nil
  }
}

/// The line `<?xml version="1.0" encoding="…"?>`.
enum XMLDeclaration {
  /// How far a declaration may stand behind junk.
  private static let reach = 4096

  /// The encoding it names.
  static func encoding(in bytes: [UInt8]) -> String? {
    let end = min(bytes.count, reach)
    guard let start = Markup.find("<?xml", in: bytes, from: 0, to: end),
      let close = Markup.find("?>", in: bytes, from: start, to: end),
      let name = Markup.find("encoding", in: bytes, from: start, to: close)
    else { return nil }
    var reader = XMLAttributeReader(bytes, name..<close + 1, limit: 1)
    guard let attribute = reader.next(), !attribute.value.isEmpty else { return nil }
    return String(decoding: bytes[attribute.value], as: UTF8.self)
  }
}
