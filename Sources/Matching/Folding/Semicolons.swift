/// Titles that tell several stories: "Kim opens resort; soldiers die in Kursk".
enum Semicolons {
  private static let ascii = UInt8(ascii: ";")
  /// U+FF1B in UTF-8.
  private static let fullWidth: [UInt8] = [0xEF, 0xBC, 0x9B]

  /// Whether a title has full-width semicolons as a list has them: two or more. One alone parts clauses of one story.
  static func makeList(_ title: Span<UInt8>) -> Bool {
    var count = 0
    for index in title.indices where isFullWidth(title, at: index) {
      count += 1
      if count > 1 { return true }
    }
    return false
  }

  /// Whether one stands among separators and parts two stories; one without white space behind it is part of an entity or a code.
  static func part(_ text: Span<UInt8>, _ run: Range<Int>, isList: Bool) -> Bool {
    for index in run {
      if text[index] == ascii, index + 1 < text.count, text[index + 1] <= UInt8(ascii: " ") { return true }
      if isList, isFullWidth(text, at: index) { return true }
    }
    return false
  }

  private static func isFullWidth(_ text: Span<UInt8>, at index: Int) -> Bool {
    index + 2 < text.count && text[index] == fullWidth[0] && text[index + 1] == fullWidth[1]
      && text[index + 2] == fullWidth[2]
  }
}
