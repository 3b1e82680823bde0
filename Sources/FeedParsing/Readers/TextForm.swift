/// How the characters of a title, summary or content are meant (RFC 4287, section 3.1; Atom 0.3 `mode`).
enum TextForm {
  /// Plain text.
  case plain
  /// HTML, escaped or in a CDATA section.
  case html
  /// Elements that stand in the feed itself.
  case markup
  /// The feed does not say: RSS.
  case unknown
  /// Encoded; Atom 0.3 calls it so, Atom 1.0 means it by a type that is neither text nor XML.
  case base64

  /// By an Atom `type` and `mode`; the default is plain text.
  init(type: String?, mode: String?) {
    if mode == "base64" {
      self = .base64
      return
    }
    switch type?.lowercased() {
    case nil, "", "text", "text/plain": self = mode == "escaped" && type == nil ? .unknown : .plain
    case "html", "text/html": self = mode == "xml" ? .markup : .html
    case "xhtml", "application/xhtml+xml": self = mode == "escaped" ? .html : .markup
    case let other? where other.hasSuffix("xml"): self = mode == "escaped" ? .html : .markup
    case let other? where other.contains("/") && !other.hasPrefix("text/") && mode == nil: self = .base64
    default: self = .html
    }
  }
}
