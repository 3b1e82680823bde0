import FeedParsing
import Testing

@Suite("RSS")
struct RSSTests {
  @Test("a channel and its items are read")
  func channel() throws {
    let feed = try parse(
      """
      <?xml version="1.0"?>
      <rss version="2.0"><channel>
        <title>Harbour News</title><link>https://harbour.example/</link><language>en-gb</language>
        <lastBuildDate>Thu, 20 Jun 2024 08:00:00 GMT</lastBuildDate>
        <item><title>First</title><guid isPermaLink="false">h-1</guid><link>https://harbour.example/1</link>
          <pubDate>Wed, 19 Jun 2024 10:00:00 +0900</pubDate><description>Ships &amp; boats.</description>
          <author>ann@harbour.example (Ann Mooring)</author></item>
        <item><title>Second</title></item>
      </channel></rss>
      """)
    #expect(feed.format == .rss20)
    #expect(feed.title == "Harbour News")
    #expect(feed.link == "https://harbour.example/")
    #expect(feed.language == "en-gb")
    #expect(feed.updated.map(FeedDate.rfc3339) == "2024-06-20T08:00:00Z")
    #expect(feed.isComplete)
    #expect(feed.notes.isEmpty)
    #expect(feed.items.count == 2)
    let item = feed.items[0]
    #expect(item.id == "h-1")
    #expect(item.link == "https://harbour.example/1")
    #expect(item.published.map(FeedDate.rfc3339) == "2024-06-19T01:00:00Z")
    #expect(item.summary == "Ships & boats.")
    #expect(item.author == "Ann Mooring")
    #expect(item.authorEmail == "ann@harbour.example")
  }

  @Test(
    "the version is told by the root element",
    arguments: [
      ("<rss version='0.92'>", FeedFormat.rss092), ("<rss version='2.1'>", .rss20), ("<rss>", .rss),
      (
        "<!DOCTYPE rss SYSTEM 'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'>",
        .rss091n
      ),
      ("<rss version='0.91'>", .rss091u),
      ("<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='r'>", .rss10),
      ("<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/' xmlns:rdf='r'>", .rss090),
      ("<feed xmlns='http://purl.org/atom/ns#' version='0.3'>", .atom03), ("<feed>", .atom),
    ])
  func version(root: String, format: FeedFormat) throws {
    #expect(try parse(root).format == format)
  }

  @Test("items of RDF stand beside their channel and have their address as id")
  func rdf() throws {
    let feed = try parse(
      """
      <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://a.example/"><title>A</title>
          <items><rdf:Seq><rdf:li resource="https://a.example/1"/></rdf:Seq></items></channel>
        <item rdf:about="https://a.example/1"><title>One</title><dc:date>2024-06-19</dc:date></item>
      </rdf:RDF>
      """)
    #expect(feed.title == "A")
    #expect(feed.items.map(\.id) == ["https://a.example/1"])
    #expect(feed.items.first?.date.map(FeedDate.rfc3339) == "2024-06-19T00:00:00Z")
    #expect(feed.isComplete)
  }

  @Test("titles and links of images, text inputs and sources belong to neither feed nor item")
  func foreignTitles() throws {
    let feed = try parse(
      """
      <rss><channel><image><title>logo</title><link>https://a.example/logo</link></image>
      <textInput><title>search</title></textInput><title>News</title>
      <item><source url="u"><title>other</title></source><title>Item</title></item></channel></rss>
      """)
    #expect(feed.title == "News")
    #expect(feed.link == nil)
    #expect(feed.items.first?.title == "Item")
  }

  @Test("a guid is the link where there is no other, unless it says no")
  func guid() throws {
    #expect(try rssItem("<guid>https://a.example/1</guid>").link == "https://a.example/1")
    #expect(try rssItem("<guid isPermaLink='false'>https://a.example/1</guid>").link == nil)
    #expect(try rssItem("<guid>not-an-address</guid>").link == nil)
    let both = try rssItem("<link>https://a.example/l</link><guid>https://a.example/g</guid>")
    #expect(both.link == "https://a.example/l")
  }

  @Test("module elements say what the item itself does not")
  func modules() throws {
    let item = try rssItem(
      """
      <dc:title>From dc</dc:title><dc:creator>Bo</dc:creator><media:group><media:title>From media</media:title>
      <media:description>Seen from above</media:description></media:group>
      <content:encoded><![CDATA[<p>All of it</p>]]></content:encoded>
      """)
    #expect(item.title == "From dc")
    #expect(item.author == "Bo")
    #expect(item.summaryText == "Seen from above")
    #expect(item.contentText == "All of it")
  }

  @Test(
    "the whole text that Russian papers add for portals is the content, unless there is another",
    arguments: [
      "<yandex:full-text xmlns:yandex='http://news.yandex.ru'>a &lt;p>b</yandex:full-text>",
      "<x:content xmlns:x='http://turbo.yandex.ru'><![CDATA[a <p>b]]></x:content>",
      "<rambler:fulltext><![CDATA[a <p>b]]></rambler:fulltext>",
      "<mailru:full-text><![CDATA[a <p>b]]></mailru:full-text>", "<full-text>a &lt;p>b</full-text>",
    ])
  func portals(element: String) throws {
    #expect(try rssItem(element).contentText == "a\n\nb")
    let other = "<content:encoded>c</content:encoded>"
    #expect(try rssItem(other + element).contentText == "c")
    #expect(try rssItem(element + other).contentText == "c")
  }

  @Test("an element inside of another of its name does not end it")
  func nested() throws {
    let item = try rssItem("<description>a <description>b</description> c</description><title>t</title>")
    #expect(item.summaryText == "a b c")
    #expect(item.titleText == "t")
  }

  @Test("an address behind an empty link is the link, other text is not")
  func emptyLink() throws {
    #expect(
      try rssItem("<link/> https://a.example/1?a&amp;b\n<guid>g</guid>").link == "https://a.example/1?a&b")
    #expect(try rssItem("<link/>\n<guid>g</guid>").link == nil)
    #expect(try rssItem("<link/>more text").link == nil)
  }

  @Test("a date has many names")
  func dates() throws {
    for name in ["pubDate", "date", "dc:date", "dcterms:issued", "published", "a10:updated"] {
      let item = try rssItem("<\(name)>2024-06-19</\(name)>")
      #expect(item.date.map(FeedDate.rfc3339) == "2024-06-19T00:00:00Z", "\(name)")
    }
  }

  @Test("an element of the item's own wins over one further inside, in either order")
  func distance() throws {
    #expect(try rssItem("<x:y><title>inner</title></x:y><title>own</title>").title == "own")
    #expect(try rssItem("<title>own</title><x:y><title>inner</title></x:y>").title == "own")
  }

  @Test("names are read without their case")
  func letterCase() throws {
    let feed = try parse(
      "<RSS><Channel><ITEM><Title>T</Title><PUBDATE>2024-06-19</PUBDATE></ITEM></Channel></RSS>")
    #expect(feed.items.first?.title == "T")
    #expect(feed.items.first?.published != nil)
  }

  @Test("an element's xml:base ends with it")
  func baseEnds() throws {
    let feed = try parse(
      """
      <feed xml:base="http://a.example/"><entry xml:base="/1/"><link href="a"/><author xml:base="x/"><name>n</name>
      </author></entry><entry><link href="b" xml:base="/2/"/></entry><entry><link href="c"/></entry></feed>
      """)
    #expect(
      feed.items.map(\.link) == ["http://a.example/1/a", "http://a.example/2/b", "http://a.example/c"])
  }

  @Test("relative links are resolved against xml:base, else the feed's address")
  func relativeLinks() throws {
    let options = ParseOptions(baseURL: "https://a.example/feeds/all.xml")
    let feed = try parse(
      "<rss><channel xml:base='/b/'><item><link>1.html</link></item></channel></rss>", options)
    #expect(feed.items.first?.link == "https://a.example/b/1.html")
    let plain = try parse("<rss><channel><item><link>1.html</link></item></channel></rss>", options)
    #expect(plain.items.first?.link == "https://a.example/feeds/1.html")
  }

  @Test("the header's language is the last resort")
  func language() throws {
    let options = ParseOptions(contentLanguage: "ko")
    #expect(try parse("<rss><channel></channel></rss>", options).language == "ko")
    #expect(try parse("<rss><channel xml:lang='en_US'></channel></rss>", options).language == "en-US")
    #expect(try parse("<rss><channel><language>ru</language></channel></rss>", options).language == "ru")
    let item = try #require(
      parse("<feed xml:lang='ko'><entry xml:lang='en_US'/></feed>", options).items.first)
    #expect(item.language == "en-US")
  }
}
