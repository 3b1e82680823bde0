/// A title, summary or content: as the feed gives it and as plain text.
struct FeedText: Equatable {
  var source: String
  var plain: String

  /// Nil where there is nothing but white space.
  init?(_ bytes: [UInt8], _ form: TextForm) {
    let bytes = form == .base64 ? Base64.decode(bytes) ?? bytes : bytes
    var range = Whitespace.trimmed(0..<bytes.count, of: bytes)
    if form == .markup || form == .html { range = EnclosingDiv.inside(range, of: bytes) }
    guard !range.isEmpty else { return nil }
    source = String(decoding: bytes[range], as: UTF8.self)
    let isHTML =
      switch form {
      case .html, .markup: true
      case .plain: false
      case .unknown, .base64: HTMLSniffer.looksLikeHTML(bytes, range)
      }
    plain = isHTML ? HTMLText.plainText(bytes, range) : Whitespace.collapsed(bytes, range)
  }
}
