import Bytes

/// Text from outside without what steers a terminal, a log or the direction of writing.
///
/// Gone are the C0 and C1 controls, DEL, the bidi controls (UAX 9), byte order marks and the invisible tags (U+E0000
/// to U+E007F). Line and paragraph separators become plain line feeds.
package enum CleanText {
  /// What becomes of one scalar.
  enum Fate {
    case keep
    case drop
    case lineFeed
  }

  static func fate(of scalar: Unicode.Scalar) -> Fate {
    switch scalar.value {
    case 0x20...0x7E, 0x09, 0x0A, 0x0D, 0xA0...0x061B: .keep
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .lineFeed
    case 0xE0000...0xE007F: .drop
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: .drop
    default: .keep
    }
  }

  /// The text without control characters, on as many lines as it has.
  package static func clean(_ text: String) -> String {
    let view = text.unicodeScalars
    guard view.contains(where: { fate(of: $0) != .keep }) else { return text }
    var cleaned = String.UnicodeScalarView()
    for scalar in view {
      switch fate(of: scalar) {
      case .keep: cleaned.append(scalar)
      case .lineFeed: cleaned.append("\n")
      case .drop: break
      }
    }
    return String(cleaned)
  }

  /// The text on one line, runs of white space as one space, cut behind `limit` scalars with an ellipsis.
  package static func singleLine(_ text: String, limit: Int = .max) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var needsSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || fate(of: scalar) == .lineFeed {
        needsSpace = count > 0
        continue
      }
      guard fate(of: scalar) == .keep else { continue }
      guard count + (needsSpace ? 1 : 0) < limit else {
        line.append("…")
        break
      }
      if needsSpace { line.append(" ") }
      line.append(scalar)
      count += needsSpace ? 2 : 1
      needsSpace = false
    }
    return String(line)
  }

  /// The beginning of bytes from outside, for a message: on one line, or `binary data` where they are no text.
  package static func excerpt(of bytes: [UInt8], limit: Int) -> String {
    let beginning = bytes.prefix(beginningLength)
    return isBinary(bytes)
      ? "binary data" : singleLine(String(decoding: beginning, as: UTF8.self), limit: limit)
  }

  /// So much of a document is looked at to say what it is.
  private static let beginningLength = 512

  /// Whether the bytes begin as no text does, by the rule of file(1): BEL to CR and ESC are the controls of texts.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(beginningLength).contains { $0 < 0x07 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B }
  }

  /// Appends what is left of the scalar, in UTF-8; a C1 control is read as windows-1252.
  static func append(_ scalar: Unicode.Scalar, to target: inout ByteBuffer) {
    if (0x20...0x7E).contains(scalar.value) { return target.append(UInt8(truncatingIfNeeded: scalar.value)) }
    let scalar = Windows1252.scalar(ofC1: scalar.value) ?? scalar
    switch fate(of: scalar) {
    case .keep: target.append(scalar)
    case .lineFeed: target.append(UInt8(ascii: "\n"))
    case .drop: break
    }
  }
}
