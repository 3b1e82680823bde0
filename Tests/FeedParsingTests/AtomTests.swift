import FeedParsing
import Testing

@Suite("Atom")
struct AtomTests {
  @Test("an entry is read")
  func entry() throws {
    let feed = try parse(
      """
      <a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="ja"><a:title>Feed</a:title>
      <a:link rel="self" href="https://a.example/feed"/><a:link href="https://a.example/"/>
      <a:entry><a:id>tag:a.example,2024:1</a:id><a:title type="html">A &amp;lt;b&gt;</a:title>
      <a:link rel="enclosure" href="https://a.example/1.mp3"/><a:link rel="alternate" href="https://a.example/1"/>
      <a:published>2024-06-19T10:00:00+09:00</a:published><a:updated>2024-06-20T10:00:00Z</a:updated>
      <a:author><a:name>Chiyo</a:name><a:email>c@a.example</a:email></a:author>
      <a:source><a:title>Other</a:title></a:source><a:summary>S</a:summary></a:entry></a:feed>
      """)
    #expect(feed.format == .atom10)
    #expect(feed.link == "https://a.example/")
    #expect(feed.language == "ja")
    #expect(feed.isComplete)
    let entry = try #require(feed.items.first)
    #expect(entry.id == "tag:a.example,2024:1")
    #expect(entry.title == "A &lt;b>")
    #expect(entry.titleText == "A <b>")
    #expect(entry.link == "https://a.example/1")
    #expect(entry.published.map(FeedDate.rfc3339) == "2024-06-19T01:00:00Z")
    #expect(entry.updated.map(FeedDate.rfc3339) == "2024-06-20T10:00:00Z")
    #expect(entry.author == "Chiyo")
    #expect(entry.authorEmail == "c@a.example")
  }

  @Test(
    "text is read as its type says",
    arguments: [
      ("<content type='html'>a &lt;b>c&lt;/b></content>", "a c"),
      (
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b> <i>c</i></div></content>",
        "a <b> c"
      ),
      ("<content type='text'>if a &lt; b</content>", "if a < b"),
      ("<content type='application/octet-stream'>4oCcYeKAnQ==</content>", "“a”"),
      ("<content mode='base64' type='text/html'>PGI+YTwvYj4=</content>", "a"),
      ("<content type='text/html' mode='escaped'>&lt;p>a&lt;/p></content>", "a"),
      ("<content type='image/svg+xml'><svg>a</svg></content>", "a"),
      ("<content>a &lt;p>b&lt;/p></content>", "a\n\nb"),
    ])
  func types(element: String, expected: String) throws {
    #expect(try atomEntry(element).contentText == expected)
  }

  @Test("a plain title keeps its brackets")
  func plainTitle() throws {
    #expect(try atomEntry("<title>the &lt;b> tag</title>").titleText == "the <b> tag")
  }

  @Test("a CDATA section inside of markup is text")
  func characterData() throws {
    let entry = try atomEntry("<content type='xhtml'><div>a <![CDATA[<b> & c]]></div></content>")
    #expect(entry.contentText == "a <b> & c")
  }

  @Test("the first of several authors is named")
  func authors() throws {
    let entry = try atomEntry(
      "<author><name>A</name></author><author><name>B</name></author><contributor><name>C</name></contributor>"
    )
    #expect(entry.author == "A")
  }
}
