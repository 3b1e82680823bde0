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
}
