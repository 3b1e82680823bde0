/// Byte order marks, and the zeros between the first characters of UTF-16 and UTF-32.
enum ByteOrder {
  /// The encoding that a mark announces, and the mark's length.
  static func mark(of bytes: [UInt8]) -> (Encoding, length: Int)? {
    let marks: [([UInt8], Encoding)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE, 0, 0], .utf32le), ([0, 0, 0xFE, 0xFF], .utf32be),
      ([0xFF, 0xFE], .utf16le), ([0xFE, 0xFF], .utf16be),
    ]
    return marks.first { bytes.starts(with: $0.0) }.map { ($0.1, $0.0.count) }
  }

  /// Whether each character takes two bytes or four.
  static func isWide(_ bytes: [UInt8]) -> Bool {
    mark(of: bytes).map { $0.0.unit > 1 } ?? (pattern(of: bytes) != nil)
  }

  /// XML 1.0, appendix F: the first character of a document is ASCII.
  static func pattern(of bytes: [UInt8]) -> Encoding? {
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0) {
    case (false, true, true, true): return .utf32le
    case (true, true, true, false): return .utf32be
    case (false, true, false, true): return .utf16le
    case (true, false, true, false): return .utf16be
    default: return nil
    }
  }
}
