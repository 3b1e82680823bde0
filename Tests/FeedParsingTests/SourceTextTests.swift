import FeedParsing
import Testing

@Suite("Sources of texts")
struct SourceTextTests {
  @Test(
    "a source is what stands in the feed with its references resolved, and knows its length",
    arguments: [
      ("<p>&lt;</p>", "<p><</p>"), ("\n  &lt;p&gt;북한 &amp;amp; &#8212;&lt;/p&gt;\n ", "<p>북한 &amp; —</p>"),
      ("&#32;&#32;a&amp;b ", "a&b"), ("&#x202E; a &eacute;&nosuch;", "a é&nosuch;"), ("&#x202E;a", "a"),
      ("&lt;div xmlns=\"x\"&gt; a &amp;lt; &lt;/div&gt;", "<div xmlns=\"x\"> a &lt; </div>"),
      ("a &amp; <![CDATA[ b &amp; ]]> &gt;", "a &  b &amp;  >"), ("<![CDATA[ a ]]>&lt;", "a <"),
      ("a<b/>&amp;", "a<b/>&"),
      ("plain", "plain"),
    ])
  func source(markup: String, expected: String) throws {
    let document =
      "<rss version='2.0'><channel><item><description>\(markup)</description></item></channel></rss>"
    let item = try #require(FeedParser.parse(Array(document.utf8)).items.first)
    #expect(item.summary == expected)
    #expect(item.summarySource?.count == expected.utf8.count)
  }

  @Test("markup that stands in the feed is not copied")
  func markupInPlace() throws {
    let markup = "<p>a &amp; <b>c</b></p><br/>\n<i>d</i>"
    let content = "<div xmlns='http://www.w3.org/1999/xhtml'>\n\(markup)</div>"
    let document = Array("<feed><entry><content type='xhtml'>\(content)</content></entry></feed>".utf8)
    let item = try #require(FeedParser.parse(document).items.first)
    guard case .place(_, let range) = item.contentSource else {
      return #expect(Bool(false), "it is a place in the document")
    }
    #expect(String(decoding: document[range], as: UTF8.self) == markup)
    #expect(item.contentText == "a & c\n\nd")
  }
}
