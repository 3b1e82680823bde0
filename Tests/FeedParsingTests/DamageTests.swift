import FeedParsing
import Testing

@Suite("Damaged feeds")
struct DamageTests {
  private static let beginning = "<rss version=\"2.0\"><channel><title>N</title>"
  private static let item = "<item><title>One</title><link>https://a.example/1</link></item>"
  private static let end = "</channel></rss>"

  @Test(
    "items survive, and the damage is named",
    arguments: [
      (beginning + item + "<item><title>Tw", "the document is cut off", 2),
      (beginning + item + "<item><link>x</li", "the document is cut off", 2),
      (beginning + item, "the document is cut off", 1),
      (beginning + item + "<item><title>a & b</title></item>" + end, "an ampersand is not escaped", 2),
      (
        beginning + item + "<item><title>&nosuch;</title></item>" + end,
        "an entity is not known; its reference stands as written", 2
      ),
      (
        beginning + item + "<item><title>a&hellip;</title></item>" + end,
        "HTML entities are used that XML does not know", 2
      ),
      (beginning + item + "<item><title>a < b</title></item>" + end, "a \"<\" is not escaped", 2),
      (
        beginning + "<item><title>One<link>https://a.example/1</link></item>" + item + end,
        "tags do not match", 2
      ),
      (
        beginning + "<item><title>One</title><link>https://a.example/1</link>" + item + end,
        "tags do not match", 2
      ),
      (beginning + item + "</b>" + end, "tags do not match", 1),
      (beginning + item + "<enclosure url=x>" + end, "an attribute has no quotes or no value", 1),
      (
        "<br/><b>Notice</b>: undefined\n<?xml version='1.0'?>" + beginning + item + end,
        "there is text outside of the root element", 1
      ),
    ])
  func damage(document: String, note: String, count: Int) throws {
    let feed = try parse(document)
    #expect(feed.items.count == count)
    #expect(feed.items.first?.titleText == "One")
    #expect(feed.items.first?.link == "https://a.example/1")
    #expect(feed.notes.contains(note))
    #expect(!feed.isComplete)
  }

  @Test(
    "half an address or date is none, half a text is better than none",
    arguments: ["<guid>12", "<link>https://a.ex", "<pubDate>2024-06-1", "<id>1", "<author>Bo", "<title>Tw"])
  func half(value: String) throws {
    let feed = try parse(Self.beginning + "<item>" + value)
    var wanted = ParsedItem()
    if value == "<title>Tw" { (wanted.titleSource, wanted.titleText) = (.string("Tw"), "Tw") }
    #expect(feed.items == [wanted])
  }

  @Test("a stray end tag is no part of an address, a name or a date")
  func crossed() throws {
    let item = try rssItem("<link>https://a.example/1<guid>g</link></guid><author>B<b>o</b></i></author>")
    #expect([item.link, item.id, item.author] == ["https://a.example/1", "g", "Bo"])
  }

  @Test("a quote that is missing hides nothing of what follows")
  func missingQuote() throws {
    let feed = try parse(
      Self.beginning + "<item><title>One</title><enclosure url=\"x></enclosure></item>" + Self.item
        + "<item><enclosure url=\"y\"/></item>" + Self.end)
    #expect(feed.items.map(\.titleText) == ["One", "One", nil])
    #expect(!feed.isComplete)
  }

  @Test("a root whose last value has no quotes but a slash at its end is not empty")
  func unquotedRoot() throws {
    let feed = try parse(
      "<rss version=2.0 xmlns:dc=http://purl.org/dc/elements/1.1/><channel>" + Self.item + Self.end)
    #expect(feed.items.count == 1)
    #expect(try parse("<rss version=\"2.0\"><channel/></rss>").items.isEmpty)
  }

  @Test(
    "an address that was escaped twice is an address",
    arguments: [
      "<link><![CDATA[/1?a=1&amp;b=2]]></link>", "<link>/1?a=1&amp;amp;b=2</link>", "<link>/1?a=1&b=2</link>",
    ])
  func escapedLink(element: String) throws {
    #expect(try rssItem(element).link == "/1?a=1&b=2")
  }

  @Test("blank lines before a feed and junk behind it are no damage to it")
  func surroundings() throws {
    let feed = try parse("\n\n" + Self.beginning + Self.item + Self.end + "<!-- 0.2 s --> junk")
    #expect(feed.items.count == 1)
  }

  @Test("junk behind the root does not make the feed incomplete, whatever its markup")
  func trailingJunk() throws {
    let feed = try parse(
      Self.beginning + Self.item + Self.end + "<script>a < b & c</script></p><!-- <img src=x")
    #expect(feed.items.count == 1)
    #expect(feed.isComplete)
  }

  @Test(
    "the items of a second root are items too, and the document is not well-formed",
    arguments: [
      beginning + item + end, "<?xml version='1.0'?>\n" + beginning + item + end,
      "</p>" + item + "<rss><channel>" + item,
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title></entry></feed>",
    ])
  func secondRoot(second: String) throws {
    let feed = try parse(Self.beginning + Self.item + Self.end + second)
    #expect(feed.format == .rss20)
    #expect(feed.items.map(\.titleText) == ["One", "One"])
    #expect(feed.notes.contains("there is text outside of the root element"))
    #expect(!feed.isComplete)
  }

  @Test(
    "a feed inside of a page is a feed",
    arguments: [
      "<html><body>\(beginning)\(item)\(end)</body></html>",
      "<!DOCTYPE html><html><head><title>x</title></head><body><div>\(beginning)\(item)\(end)",
    ])
  func inPage(document: String) throws {
    let feed = try parse(document)
    #expect(feed.items.map(\.titleText) == ["One"])
    #expect(!feed.isComplete)
  }

  @Test("an undeclared prefix is understood by its usual meaning")
  func prefix() throws {
    let feed = try parse(Self.beginning + "<item><dc:creator>Bo</dc:creator></item>" + Self.end)
    #expect(feed.items.first?.author == "Bo")
    #expect(feed.notes == ["a namespace prefix is not declared"])
    #expect(feed.isComplete)
  }

  @Test("declared entities are never expanded, other items stay")
  func entities() throws {
    let feed = try parse(
      """
      <!DOCTYPE rss [<!ENTITY x "expanded"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>&x; &f;</title></item>\(Self.item)</channel></rss>
      """)
    #expect(feed.items.map(\.titleText) == ["&x; &f;", "One"])
    #expect(feed.notes.first == "an entity is not known; its reference stands as written")
    #expect(feed.notes.contains("the document declares entities; they are not expanded"))
  }

  @Test("control and bidi characters are taken out of all text")
  func controls() throws {
    let feed = try parse(
      Self.beginning + "<item><title>a\u{1B}b\u{202E}c&#27;d&#x2066;e&lrm;\u{2028}f</title></item>" + Self.end
    )
    #expect(feed.items.first?.titleText == "abcde f")
    #expect(feed.notes.contains("control characters were taken out"))
  }

  @Test("what lies beyond a limit is left out and noted")
  func limits() throws {
    var options = ParseOptions()
    options.limits.items = 2
    options.limits.text = 10
    options.limits.depth = 4
    let long = "<item><title>0123456789ab</title><x><y><z><title>deep</title></z></y></x></item>"
    let feed = try parse(Self.beginning + long + Self.item + Self.item + Self.end, options)
    #expect(feed.items.count == 2)
    #expect(feed.items.first?.title == "0123456789")
    #expect(
      feed.notes == [
        "elements beyond the limit of depth were passed over", "items beyond the limit were left out",
        "a text beyond the limit was cut",
      ])
    #expect(!feed.isComplete)
  }

  @Test("the end of an element beyond the limit of depth ends no other of its name")
  func depth() throws {
    var options = ParseOptions()
    options.limits.depth = 5
    let feed = try parse(
      Self.beginning + "<item><x><x><x></x></x></x><title>One</title></item>" + Self.end, options)
    #expect(feed.items.map(\.titleText) == ["One"])
  }

  @Test("a document above the limit of bytes is refused")
  func tooLarge() {
    var options = ParseOptions()
    options.limits.bytes = 10
    let error = #expect(throws: FeedParseError.self) { try parse(Self.beginning, options) }
    #expect(
      error?.description == "the document has \(Self.beginning.utf8.count) bytes, more than the limit of 10")
  }
}
