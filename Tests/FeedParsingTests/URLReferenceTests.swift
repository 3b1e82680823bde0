import FeedParsing
import Testing

@Suite("Relative references")
struct URLReferenceTests {
  /// RFC 3986, section 5.4.
  @Test(
    "the examples of RFC 3986 are resolved",
    arguments: [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
      ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("", "http://a/b/c/d;p?q"),
      (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
      ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
      ("/../g", "http://a/g"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
  func examples(reference: String, expected: String) {
    #expect(URLReference.resolve(reference, against: "http://a/b/c/d;p?q") == expected)
  }

  @Test("without a usable base the reference stays")
  func noBase() {
    #expect(URLReference.resolve("a/b", against: "") == "a/b")
    #expect(URLReference.resolve("a/b", against: "/c") == "a/b")
  }

  @Test("line breaks inside of an address are dropped")
  func lineBreaks() {
    #expect(
      URLReference.resolve("https://a.example/\n  b".replacing(" ", with: ""), against: "")
        == "https://a.example/b")
  }

  @Test("a base without a path gets one")
  func emptyPath() {
    #expect(URLReference.resolve("g", against: "http://a") == "http://a/g")
  }
}
