/// The comparison of `=Exact` terms: letters, capitals and diacritics as written, separators and invisible characters apart.
enum ExactLetters {
  /// The letters, digits and marks of a text; full-width forms count as the ASCII they stand for.
  static func of(_ text: some StringProtocol) -> String {
    var letters = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where FoldingTable.shared[scalar.value].foldingClass.script != .none {
      letters.append(halfWidth(scalar))
    }
    return String(letters)
  }

  /// Whether a text has the letters of a term: as written, or in capitals throughout where the term begins with one.
  static func agree(_ text: some StringProtocol, with term: String) -> Bool {
    let letters = of(text)
    if letters == term { return true }
    guard let first = term.unicodeScalars.first, first.properties.isUppercase else { return false }
    return letters == term.uppercased()
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let fullWidth: ClosedRange<UInt32> = 0xFF01...0xFF5E
    let distance: UInt32 = 0xFEE0
    guard fullWidth.contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - distance) ?? scalar
  }
}
