import FeedParsing
import Testing

@Suite("What is not a feed")
struct NotAFeedTests {
  @Test(
    "the message says what the document is instead",
    arguments: [
      ("", "the document is empty"), (" \n ", "the document is empty"),
      ("hello\u{1B} world", "text without markup, not a feed; it begins: hello world"),
      (
        "<opml><body/></opml>",
        "XML with the root element <opml>, not a feed; it begins: <opml><body/></opml>"
      ),
      ("<p>Sorry</p>", "a piece of HTML, not a feed; it begins: <p>Sorry</p>"),
      ("%PDF-1.4", "a PDF, not a feed; it begins: %PDF-1.4"),
      ("[1]", "a JSON array, not a feed; it begins: [1]"),
      ("{]", "the JSON cannot be read: a member's name in quotes is missing at byte 1"),
      ("<html><body>x</body></html>", "an HTML page, not a feed; it offers no feed"),
      (
        "<!doctype html><title>News</title><link rel=alternate type='application/rss+xml' href=/rss>",
        "an HTML page titled \"News\", not a feed; it offers https://a.example/rss"
      ),
      (
        "<html><title>News</title><body><a href='/about'>x</a><a class=i href='/ko/rss.xml?x=1'>RSS</a>"
          + "<a href='/feed/'>f</a><a href='/feed/'>f</a></body></html>",
        "an HTML page titled \"News\", not a feed; it offers https://a.example/ko/rss.xml?x=1, "
          + "https://a.example/feed/"
      ),
      (
        "<html><body><svg><metadata><rdf:RDF><cc:Work/></rdf:RDF></metadata></svg><a href=/rss>x</a></body></html>",
        "an HTML page, not a feed; it offers https://a.example/rss"
      ),
      (
        "<p>The address is jsonfeed.org/version/1.1, but {\"this\": 1} has no items.</p>",
        "a piece of HTML, not a feed; it begins: <p>The address is jsonfeed.org/version/1.1, but {\"this\": 1}…"
      ),
      (
        "<html>jsonfeed.org/version/1.1<script>x({\"items\": [{\"id\": \"a\"}]})</script></html>",
        "an HTML page, not a feed; it offers no feed"
      ),
      (
        "<html><link rel=alternate type=text/xml href=/1><body><a href=/rss>x</a></body></html>",
        "an HTML page, not a feed; it offers https://a.example/1"
      ),
    ])
  func messages(document: String, message: String) {
    let error = #expect(throws: FeedParseError.self) {
      try parse(document, ParseOptions(baseURL: "https://a.example/"))
    }
    #expect(error?.description == message)
  }

  @Test("bytes that are no text are not shown, text in UTF-16 is")
  func binary() {
    let data = #expect(throws: FeedParseError.self) { try FeedParser.parse([0x42, 0x01, 0xFF, 0x00, 0x10]) }
    #expect(data?.description == "text without markup, not a feed; it begins: binary data")
    let text = #expect(throws: FeedParseError.self) { try FeedParser.parse([0x61, 0, 0x62, 0, 0x63, 0]) }
    #expect(text?.description == "text without markup, not a feed; it begins: abc")
  }

  @Test("binary data is named by its signature")
  func signatures() {
    let error = #expect(throws: FeedParseError.self) {
      try FeedParser.parse([0x1F, 0x8B, 0x08, 0x61], options: ParseOptions())
    }
    #expect(error?.description == "gzip data, not a feed; it begins: binary data")
  }

  @Test("a feed behind an HTML document type is a feed")
  func documentType() throws {
    #expect(try parse("<!DOCTYPE html><rss><channel><title>a</title></channel></rss>").title == "a")
  }
}
