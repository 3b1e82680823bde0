/// How long a text may be, in the unit that its target counts in.
struct TextLimit: Sendable, Equatable {
  var count: Int
  var unit: Unit

  enum Unit: Sendable {
    case bytes
    case utf16
    case scalars
  }

  func size(of text: String) -> Int {
    switch unit {
    case .bytes: text.utf8.count
    case .utf16: text.utf16.count
    case .scalars: text.unicodeScalars.count
    }
  }
}

extension String {
  /// The text, escaped for its target, and cut with an ellipsis where it would be too long.
  ///
  /// The limit holds for what `escape` gives. No grapheme and no escape is cut in two.
  func fitted(to limit: TextLimit, escaping escape: (Character) -> String = { String($0) }) -> String {
    let ellipsis = "…"
    let room = limit.count - limit.size(of: ellipsis)
    var text = ""
    var size = 0
    // Where the text would have to end to leave room for the ellipsis.
    var cut = text.endIndex
    for character in self {
      let piece = escape(character)
      size += limit.size(of: piece)
      if size > limit.count { return room < 0 ? "" : text[..<cut] + ellipsis }
      text += piece
      if size <= room { cut = text.endIndex }
    }
    return text
  }
}
