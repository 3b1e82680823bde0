import FeedParsing
import Testing

@Suite struct OPMLTests {
  private func read(_ text: String) throws -> OPMLDocument { try OPMLReader.read(Array(text.utf8)) }

  private func opml(_ body: String) -> String {
    "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>My list</title></head><body>\(body)</body></opml>"
  }

  @Test func `subscriptions come with their folders and all of their attributes`() throws {
    let document = try read(
      opml(
        """
        <outline text="Asia"><outline text="Korea &amp; Japan">
          <outline type="rss" text="연합뉴스" XMLURL="https://a.example/?x=1&amp;y=2" nnw:id="7"/>
        </outline></outline>
        <outline xmlUrl='https://b.example/' text="B"></outline>
        """))
    #expect(document.title == "My list")
    #expect(document.feeds.map(\.folders) == [["Asia", "Korea & Japan"], []])
    #expect(document.feeds[0]["xmlUrl"] == "https://a.example/?x=1&y=2")
    #expect(document.feeds[0].attributes.map(\.name) == ["type", "text", "XMLURL", "nnw:id"])
    #expect(document.feeds[1]["text"] == "B")
    #expect(document.notes.isEmpty)
  }

  @Test func `what is written is read as the same`() throws {
    let document = OPMLDocument(
      title: "A <list> & more",
      feeds: [
        .init(
          folders: ["A", "B \"C\""],
          attributes: [.init("text", "x < y & 'z'"), .init("xmlUrl", "https://a/")]),
        .init(folders: ["A"], attributes: [.init("text", "朝日"), .init("xmlUrl", "https://b/")]),
        .init(
          folders: ["A", "B \"C\""], attributes: [.init("text", "again"), .init("xmlUrl", "https://c/")]),
        .init(attributes: [.init("text", "top"), .init("xmlUrl", "https://d/")]),
      ])
    #expect(try read(document.text()) == document)
  }

  @Test func `another encoding is read`() throws {
    let text = opml("<outline text='caf\u{e9}' xmlUrl='https://a/'/>").replacing(
      "?>", with: " encoding=\"ISO-8859-1\"?>", maxReplacements: 1)
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try OPMLReader.read(bytes).feeds.first?["text"] == "café")
  }

  @Test(
    arguments: [
      ("", OPMLError.notOPML), ("<rss version='2.0'/>", .notOPML), ("{}", .notOPML),
      ("<opml><body><outline text='a' xmlUrl='https://a/'>", .cutOff),
      ("<opml><body><outline text='a' xmlUrl='https://a/'/><outline te", .cutOff),
      (
        "<!DOCTYPE opml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><opml><body><outline text='&b;'/></body></opml>",
        .declaresEntities
      ),
      (
        "<!DOCTYPE opml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><opml><body><outline text='&x;' xmlUrl='h'/></body></opml>",
        .declaresEntities
      ),
    ])
  func `what is no list of subscriptions is refused with the reason`(text: String, error: OPMLError) {
    #expect(throws: error) { try read(text) }
  }

  @Test func `more feeds than anybody reads are refused`() {
    let outline = "<outline text='a' xmlUrl='https://a/'/>"
    #expect(throws: OPMLError.tooManyFeeds(limit: OPMLReader.feedLimit)) {
      try read(opml(String(repeating: outline, count: OPMLReader.feedLimit + 1)))
    }
  }

  @Test func `depth, attributes and texts without end take linear time and little room`() throws {
    let deep = String(repeating: "<outline text='f'>", count: 20_000)
    let feed = "<outline text='a' xmlUrl='https://a/'/>"
    let document = try read(
      opml(deep + String(repeating: feed, count: 1_000) + String(repeating: "</outline>", count: 20_000)))
    #expect(document.feeds.count == 1_000)
    #expect(document.feeds[0].folders.count == 16)
    let many = (0..<10_000).map { " a\($0)='x'" }.joined()
    let wide = try read(
      opml("<outline text='\(String(repeating: "x", count: 1 << 16))' xmlUrl='https://a/'\(many)/>"))
    #expect(wide.feeds[0].attributes.count == 64)
    #expect(wide.feeds[0]["text"]?.count == 10_001, "with the mark that it goes on")
    #expect(wide.notes == ["outlines with more than 64 attributes (1)"])
  }

  @Test func `values are on one line and steer nothing`() throws {
    let document = try read(opml("<outline text='a&#10;feed evil&#x1b;[2J&#x202e;' xmlUrl='https://a/'/>"))
    #expect(document.feeds[0]["text"] == "a feed evil[2J")
  }

  @Test func `outlines that are no feeds are told`() throws {
    let document = try read(opml("<outline text='a note'/><outline text='b' xmlUrl='https://b/'/>"))
    #expect(document.feeds.count == 1)
    #expect(document.notes == ["outlines without an xmlUrl, which are no feeds (1)"])
  }
}
