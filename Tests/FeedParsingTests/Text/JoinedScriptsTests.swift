import Testing

@testable import FeedParsing

@Suite struct JoinedScriptsTests {
  @Test("joined characters and letters of all scripts stay as they are")
  func scripts() {
    let text = "북한군 朝鲜 Росія ї é e\u{301} 👩‍👩‍👧 \u{200B}"
    #expect(CleanText.singleLine(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }
}
