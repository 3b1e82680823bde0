/// What windows-1252 has where Unicode has the C1 controls.
enum Windows1252 {
  /// The character that a C1 control stands for in text that was never really Latin-1.
  ///
  /// Nil for other numbers, and for the five that windows-1252 leaves empty.
  static func scalar(ofC1 value: UInt32) -> Unicode.Scalar? {
    guard value >= 0x80, value <= 0x9F else { return nil }
    let scalar = table[Int(value - 0x80)]
    return scalar == " " ? nil : scalar
  }

  private static let table = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)
}
