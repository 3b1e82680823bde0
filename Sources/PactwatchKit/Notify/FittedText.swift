internal import Matching

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

extension MarkedText {
  /// The text, escaped and marked for its target, and cut with an ellipsis where it would be too long.
  ///
  /// The limit holds for all that is given. No grapheme, no escape and no pair of marks is cut in two.
  func fitted(to limit: TextLimit, escaping escape: (Character) -> String, mark: String) -> String {
    var text = FittedText(limit: limit)
    for run in runs {
      let border = run.isHit ? mark : ""
      guard text.append(border, closing: border), text.append(run.text, escape, closing: border),
        text.append(border, closing: "")
      else { return text.cut }
    }
    return text.whole
  }
}

extension String {
  /// The text, escaped for its target, and cut with an ellipsis where it would be too long.
  ///
  /// The limit holds for what `escape` gives. No grapheme and no escape is cut in two.
  func fitted(to limit: TextLimit, escaping escape: (Character) -> String = { String($0) }) -> String {
    var text = FittedText(limit: limit)
    return text.append(self, escape, closing: "") ? text.whole : text.cut
  }
}

/// A text that grows piece by piece up to its limit, and remembers where it would have to end.
private struct FittedText {
  let limit: TextLimit
  private(set) var whole = ""
  private var size = 0
  private var cutEnd: String.Index?
  private var cutTail = ""

  init(limit: TextLimit) {
    self.limit = limit
    noteCut(closing: "")
  }

  /// False where the piece makes the text too long.
  ///
  /// `closing` is what would have to follow where the text is cut behind the piece.
  mutating func append(_ piece: String, closing: String) -> Bool {
    size += limit.size(of: piece)
    whole += piece
    if size > limit.count { return false }
    noteCut(closing: closing)
    return true
  }

  mutating func append(_ text: String, _ escape: (Character) -> String, closing: String) -> Bool {
    text.allSatisfy { append(escape($0), closing: closing) }
  }

  private mutating func noteCut(closing: String) {
    let tail = "…" + closing
    if size + limit.size(of: tail) <= limit.count { (cutEnd, cutTail) = (whole.endIndex, tail) }
  }

  var cut: String { cutEnd.map { whole[..<$0] + cutTail } ?? "" }
}
