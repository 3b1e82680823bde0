import Bytes

/// A title, summary or content: as the feed gives it and as plain text.
struct FeedText {
  var source: SourceText
  /// Nil where the markup holds no text.
  var plain: String?

  /// Nil where there is nothing but white space. The bytes must be valid UTF-8.
  ///
  /// - Parameter isDocument: whether they live on anyway, so that the source need not be copied out of them.
  init?(
    _ bytes: [UInt8], _ range: Range<Int>, _ form: TextForm, _ writer: inout TextWriter, isDocument: Bool
  ) {
    var range = Whitespace.trimmed(range, of: bytes)
    if form == .markup || form == .html { range = EnclosingDiv.inside(range, of: bytes) }
    guard !range.isEmpty else { return nil }
    writer.clear()
    if Self.isHTML(bytes, range, form) {
      HTMLText.write(bytes, range, to: &writer)
    } else {
      Whitespace.writeCollapsed(bytes, range, to: &writer)
    }
    plain = writer.isEmpty ? nil : writer.text
    if isDocument {
      source = .place(in: bytes, range)
    } else {
      let written = writer.holds(range, of: bytes) ? plain : nil
      source = .string(written ?? Bytes.string(ofUTF8: bytes, range))
    }
  }

  init?(_ text: String, _ form: TextForm) {
    var writer = TextWriter()
    let bytes = Array(text.utf8)
    self.init(bytes, 0..<bytes.count, form, &writer, isDocument: true)
  }

  private static func isHTML(_ bytes: [UInt8], _ range: Range<Int>, _ form: TextForm) -> Bool {
    switch form {
    case .html, .markup: true
    case .plain: false
    case .usuallyHTML: HTMLSniffer.likeness(bytes, range) != .text
    case .ambiguous: HTMLSniffer.likeness(bytes, range) == .html
    }
  }
}
