import Bytes
import Testing

@Suite("Parts of strings")
struct StringPartsTests {
  @Test(
    "a part is found wherever it stands, and nothing else is",
    arguments: [
      ("reset by peer", "by", true), ("aab", "ab", true), ("북한군", "한", true), ("북한군", "한국", false),
      ("ab", "abc", false), ("", "a", false), ("a", "", true), ("", "", true),
    ])
  func contains(text: String, part: String, isThere: Bool) {
    #expect(StringParts.contains(text, part) == isThere)
    #expect(StringParts.contains(Array(text.utf8), Array(part.utf8)) == isThere)
  }

  @Test(
    "every part is replaced, from the left and without overlaps",
    arguments: [
      ("en_US_x", "_", "-", "en-US-x"), ("**a** b", "**", "*", "*a* b"), ("aaa", "aa", "b", "ba"),
      ("조약 조약", "조약", "treaty", "treaty treaty"), ("abc", "x", "y", "abc"), ("abc", "", "y", "abc"),
    ])
  func replacing(text: String, part: String, other: String, result: String) {
    #expect(StringParts.replacing(text, part, other) == result)
  }

  @Test("what stands between separators may be empty")
  func split() {
    #expect(StringParts.split("\n\na\n\nb\n\n", "\n\n") == ["", "a", "b", ""])
    #expect(StringParts.split("a", "\n\n") == ["a"])
  }
}
