/// Text that can do no harm on a terminal, in a log or in a message, whatever a publisher wrote.
package enum DisplayText {
  /// On one line, without control characters and without those that reorder what a reader sees (CWE-117, CVE-2021-42574).
  package static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isLineBreak(scalar) { cleaned.append(" ") } else if !isHarmful(scalar) { cleaned.append(scalar) }
    }
    return String(cleaned)
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": true
    // Embeddings, overrides, isolates, marks of direction; annotations; tags; the byte order mark.
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}": true
    case "\u{FFF9}"..."\u{FFFB}", "\u{FEFF}": true
    default: false
    }
  }
}
