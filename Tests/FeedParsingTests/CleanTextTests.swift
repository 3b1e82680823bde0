import FeedParsing
import Testing

@Suite("Clean text")
struct CleanTextTests {
  @Test("controls, bidi controls and separators do not get through")
  func clean() {
    #expect(
      CleanText.clean("a\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2066}\u{FEFF}\u{E0041}\u{E007F}b\u{2028}c\nd\te")
        == "a[31mb\nc\nd\te")
    #expect(CleanText.clean("북한, Россия — “ok”") == "북한, Россия — “ok”")
  }

  @Test("an excerpt of bytes that are no text says so instead of showing them")
  func excerpt() {
    #expect(CleanText.excerpt(of: Array("조약\n체결 \u{1B}[1m".utf8), limit: 9) == "조약 체결 [1m")
    #expect(CleanText.excerpt(of: Array("ab".utf8) + [0xFF], limit: 9) == "ab\u{FFFD}")
    #expect(CleanText.excerpt(of: [0x7F, 0x45, 0x4C, 0x46, 0x02], limit: 9) == "binary data")
    #expect(CleanText.excerpt(of: [], limit: 9) == "")
  }

  @Test(
    "a line is one line",
    arguments: [
      ("a\r\n b\u{2029}c\u{85}d", Int.max, "a b c d"), ("  a  ", .max, "a"), ("abcdef", 3, "abc…"),
      ("ab cd", 3, "ab…"), ("ab cd", 5, "ab cd"), ("\u{202E}", .max, ""), ("북한군 파병", 4, "북한군…"),
    ])
  func singleLine(text: String, limit: Int, expected: String) {
    #expect(CleanText.singleLine(text, limit: limit) == expected)
  }
}
