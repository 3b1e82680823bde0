/// How the characters of a title, summary or content are meant (RFC 4287, section 3.1; Atom 0.3 `mode`).
enum TextForm {
  /// Plain text, and nothing else.
  case plain
  /// Called plain text, or not called anything; but many a feed has HTML there.
  case ambiguous
  /// RSS: HTML by convention, or text with blank lines between its paragraphs.
  case usuallyHTML
  /// HTML, escaped or in a CDATA section.
  case html
  /// Elements that stand in the feed itself.
  case markup

  /// By an Atom `type` and `mode`.
  init(type: String?, mode: String?) {
    switch type?.lowercased() {
    case nil, "", "text", "text/plain": self = .ambiguous
    case "html", "text/html": self = mode == "xml" ? .markup : .html
    case "xhtml", "application/xhtml+xml": self = mode == "escaped" ? .html : .markup
    case let other? where other.hasSuffix("xml"): self = mode == "escaped" ? .html : .markup
    case let other? where Self.isBase64(type: other, mode: mode): self = .ambiguous
    default: self = .html
    }
  }

  /// Atom 0.3 says so, Atom 1.0 means it by a type that is neither text nor XML.
  static func isBase64(type: String?, mode: String?) -> Bool {
    guard let mode else {
      guard let type = type?.lowercased(), type.contains("/") else { return false }
      return !type.hasPrefix("text/") && !type.hasSuffix("xml")
    }
    return mode == "base64"
  }
}
