/// The named character references, ready for look-up.
enum EntityNames {
  static let named: [String: String] = Dictionary(
    EntityTable.named.split(whereSeparator: \.isWhitespace).map(pair), uniquingKeysWith: { first, _ in first }
  )

  static let bare = Set(EntityTable.bare.split(whereSeparator: \.isWhitespace).map(String.init))

  static let longestBare = bare.map(\.utf8.count).max() ?? 0

  /// `name=26+33` as the name and its text.
  private static func pair(_ entry: Substring) -> (String, String) {
    let halves = entry.split(separator: "=")
    let scalars = halves.last?.split(separator: "+").compactMap { point in
      UInt32(point, radix: 16).flatMap(Unicode.Scalar.init)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars ?? [])
    return (String(halves.first ?? ""), String(text))
  }
}
