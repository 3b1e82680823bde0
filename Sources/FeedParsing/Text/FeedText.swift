import Bytes

/// A title, summary or content: as the feed gives it and as plain text.
struct FeedText {
  var source: SourceText
  /// Nil where the markup holds no text.
  var plain: String?

  /// Nil where there is nothing but white space. The bytes must be valid UTF-8.
  ///
  /// - Parameter source: how the part of the range is kept that is the text.
  init?(
    _ bytes: [UInt8], _ range: Range<Int>, _ form: TextForm, _ writer: inout TextWriter,
    source: (Range<Int>) -> SourceText
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
    self.source = source(range)
  }

  init?(_ text: String, _ form: TextForm) {
    var writer = TextWriter()
    let bytes = Array(text.utf8)
    self.init(bytes, 0..<bytes.count, form, &writer) { .place(in: bytes, $0) }
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
