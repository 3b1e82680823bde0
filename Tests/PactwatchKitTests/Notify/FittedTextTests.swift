import Matching
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

  private func fit(_ text: String, _ count: Int) -> String {
    MarkedText(text).fitted(to: TargetTraits.slack.limit(count), escaping: SlackMarkup.escape, mark: "**")
  }

  @Test("the limit holds for the escaped text, and no escape is cut")
  func escaping() {
    #expect(fit("<<", 10) == "&lt;&lt;")
    #expect(fit("<<<", 10) == "&lt;&lt;…")
    #expect(fit("&&&", 10) == "&amp;…")
  }

  @Test(
    "for every limit the text fits, is whole or ends with an ellipsis, and no mark stands alone",
    arguments: ["A <b>&</b> 👩‍👩‍👧 북한군 e\u{301}\u{302} 🇰🇵", "They **signed** a **treaty** of <**alliance**>"])
  func everyLimit(text: String) {
    let whole = fit(text, 1_000)
    for count in 0...whole.utf16.count + 1 {
      let fitted = fit(text, count)
      #expect(fitted.utf16.count <= count)
      #expect(fitted == whole || fitted.hasSuffix("…") || fitted.hasSuffix("…**") || fitted.isEmpty)
      #expect(fitted.split(separator: "**", omittingEmptySubsequences: false).count % 2 == 1)
    }
  }
}
