extension OPMLDocument {
  /// The document as UTF-8, an outline a line, folders nested.
  ///
  /// - Parameter namespaces: prefixes of attributes with the addresses that they stand for.
  package func text(namespaces: [Attribute] = []) -> String {
    let declarations = namespaces.map { " xmlns:\($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="2.0"\(declarations)>
        <head><title>\(Self.escaped(title ?? ""))</title></head>
        <body>

      """
    var open: [String] = []
    for feed in feeds {
      let common = zip(open, feed.folders).prefix { $0 == $1 }.count
      text += Self.closing(common..<open.count)
      open = Array(open.prefix(common))
      for folder in feed.folders.dropFirst(common) {
        text += Self.indented(open.count, "<outline text=\"\(Self.escaped(folder))\">")
        open.append(folder)
      }
      let attributes = feed.attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
      text += Self.indented(open.count, "<outline\(attributes)/>")
    }
    return text + Self.closing(0..<open.count) + "  </body>\n</opml>\n"
  }

  private static func closing(_ depths: Range<Int>) -> String {
    depths.reversed().map { indented($0, "</outline>") }.joined()
  }

  private static func indented(_ depth: Int, _ line: String) -> String {
    String(repeating: "  ", count: depth + 2) + line + "\n"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t", "\r": escaped += "&#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
