/// A title, summary or content: as the feed gives it and as plain text.
struct FeedText: Equatable {
  var source: String
  var plain: String

  /// Nil where there is nothing but white space.
  init?(_ bytes: [UInt8], _ form: TextForm) {
    var range = Whitespace.trimmed(0..<bytes.count, of: bytes)
    if form == .markup || form == .html { range = EnclosingDiv.inside(range, of: bytes) }
    guard !range.isEmpty else { return nil }
    source = String(decoding: bytes[range], as: UTF8.self)
    let isHTML = Self.isHTML(bytes, range, form)
    plain = isHTML ? HTMLText.plainText(bytes, range) : Whitespace.collapsed(bytes, range)
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
