/// Relative references and how they are resolved (RFC 3986, section 5).
package enum URLReference {
  /// The absolute form of `reference`; as it stands where there is no usable base.
  package static func resolve(_ reference: String, against base: String) -> String {
    let reference = withoutWhitespace(reference)
    guard !hasScheme(reference), let base = Parts(base), base.scheme != nil else { return reference }
    guard let relative = Parts(reference) else { return reference }
    return resolve(relative, base).text
  }

  /// Whether it begins with a scheme and a colon.
  package static func hasScheme(_ reference: String) -> Bool { Parts.schemeLength(reference.utf8) != nil }

  /// The URL Standard drops tabs and line feeds; feeds have them where an editor broke the line.
  private static func withoutWhitespace(_ reference: String) -> String {
    let bytes = reference.utf8Span.span
    for index in bytes.indices where bytes[index] < 0x20 {
      return String(reference.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\t" })
    }
    return reference
  }

  private static func resolve(_ relative: Parts, _ base: Parts) -> Parts {
    var target = relative
    target.scheme = base.scheme
    if relative.authority != nil { return target }
    target.authority = base.authority
    if relative.path.isEmpty {
      target.path = base.path
      target.query = relative.query ?? base.query
    } else {
      target.path = withoutDots(relative.path.hasPrefix("/") ? relative.path : merge(base, relative.path))
    }
    return target
  }

  private static func merge(_ base: Parts, _ path: Substring) -> Substring {
    if base.authority != nil, base.path.isEmpty { return "/" + path }
    let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? ""
    return folder + path
  }

  /// RFC 3986, section 5.2.4.
  private static func withoutDots(_ path: Substring) -> Substring {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return kept.joined(separator: "/")[...]
  }
}

/// The parts of a URI reference, without their marks.
private struct Parts {
  var scheme: Substring?
  var authority: Substring?
  var path: Substring
  var query: Substring?
  var fragment: Substring?

  init?(_ text: String) {
    var rest = text[...]
    if let length = Self.schemeLength(text.utf8) {
      let colon = text.utf8.index(text.startIndex, offsetBy: length)
      scheme = text[..<colon]
      rest = text[text.utf8.index(after: colon)...]
    }
    (rest, fragment) = Self.cut(rest, at: "#")
    (rest, query) = Self.cut(rest, at: "?")
    if rest.utf8.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = rest[..<slash]
      rest = rest[slash...]
    }
    path = rest
  }

  private static func cut(_ text: Substring, at mark: Unicode.Scalar) -> (Substring, Substring?) {
    guard let index = text.unicodeScalars.firstIndex(of: mark) else { return (text, nil) }
    return (text[..<index], text[text.unicodeScalars.index(after: index)...])
  }

  /// How long the scheme is that the text begins with.
  static func schemeLength(_ utf8: String.UTF8View) -> Int? {
    var length = 0
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if length == 0 { return nil }
      case UInt8(ascii: ":"): return length > 0 ? length : nil
      default: return nil
      }
      length += 1
    }
    return nil
  }

  var text: String {
    (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path
      + (query.map { "?" + $0 } ?? "") + (fragment.map { "#" + $0 } ?? "")
  }
}
