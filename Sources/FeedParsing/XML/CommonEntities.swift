extension References {
  /// The references that feeds are full of, found without making a string. Case matters here.
  struct Common: Sendable {
    var scalar: Unicode.Scalar
    /// XML's own five (XML 1.0, section 4.6).
    var isXML: Bool
  }

  static let common = XMLNameTable<Common>(
    [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")].map {
      ($0.0, Common(scalar: $0.1, isXML: true))
    }
      + [
        ("nbsp", "\u{A0}"), ("ndash", "–"), ("mdash", "—"), ("hellip", "…"), ("rsquo", "’"), ("lsquo", "‘"),
        ("rdquo", "”"), ("ldquo", "“"), ("laquo", "«"), ("raquo", "»"), ("middot", "·"), ("bull", "•"),
        ("copy", "©"), ("reg", "®"), ("euro", "€"), ("shy", "\u{AD}"),
      ].map { ($0.0, Common(scalar: $0.1, isXML: false)) })
}
