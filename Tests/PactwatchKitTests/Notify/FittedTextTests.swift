import Testing

@testable import PactwatchKit

@Suite struct FittedTextTests {
  @Test(
    "a text at its limit stays, one more is cut with an ellipsis, in the unit of the target",
    arguments: [
      ("12345", 5, TextLimit.Unit.scalars, "12345"), ("123456", 5, .scalars, "1234…"),
      ("북한군", 9, .bytes, "북한군"), ("북한군", 8, .bytes, "북…"), ("🇰🇵🇷🇺", 8, .utf16, "🇰🇵🇷🇺"),
      ("🇰🇵🇷🇺", 7, .utf16, "🇰🇵…"), ("👩‍👩‍👧!", 6, .scalars, "👩‍👩‍👧!"), ("👩‍👩‍👧!!", 6, .scalars, "👩‍👩‍👧…"),
      ("👩‍👩‍👧", 4, .scalars, "…"), ("abc", 2, .bytes, ""), ("", 0, .scalars, ""),
    ])
  func fitting(text: String, count: Int, unit: TextLimit.Unit, expected: String) {
    #expect(text.fitted(to: TextLimit(count: count, unit: unit)) == expected)
  }

  @Test("the limit holds for the escaped text, and no escape is cut")
  func escaping() {
    let limit = SlackMarkup.limit(10)
    #expect("<<".fitted(to: limit, escaping: SlackMarkup.escape) == "&lt;&lt;")
    #expect("<<<".fitted(to: limit, escaping: SlackMarkup.escape) == "&lt;&lt;…")
    #expect("&&&".fitted(to: limit, escaping: SlackMarkup.escape) == "&amp;…")
  }

  @Test("for every limit the text fits, and is whole or ends with an ellipsis")
  func everyLimit() {
    let text = "A <b>&</b> 👩‍👩‍👧 북한군 e\u{301}\u{302} 🇰🇵"
    let whole = text.fitted(to: SlackMarkup.limit(1_000), escaping: SlackMarkup.escape)
    for count in 0...whole.utf16.count + 1 {
      let fitted = text.fitted(to: SlackMarkup.limit(count), escaping: SlackMarkup.escape)
      #expect(fitted.utf16.count <= count)
      #expect(fitted == whole || fitted.hasSuffix("…") || fitted.isEmpty)
      #expect(whole.hasPrefix(fitted.hasSuffix("…") ? String(fitted.dropLast()) : fitted))
    }
  }
}
