import FeedParsing
import PactwatchKit
import Support
import Testing

@Suite struct FeedListTests {
  private func configuration(_ text: String) throws -> Configuration {
    let folder = try TemporaryDirectory()
    try folder.write("base.topic", "concept a\n  en: word\ntopic t\n  match @a\ntest t + \"word\"\n")
    return try ConfigurationReader.read(
      try folder.write("pactwatch.conf", "include base.topic\ncontact: a@example.org\n" + text))
  }

  private func imported(
    _ outlines: [OPMLDocument.Outline], known: [Feed] = [], trusted: Bool = false
  ) -> ImportedFeeds {
    ImportedFeeds(OPMLDocument(feeds: outlines), known: known, trustsAccess: trusted)
  }

  private func outline(_ url: String, _ attributes: [(String, String)] = []) -> OPMLDocument.Outline {
    .init(attributes: ([("xmlUrl", url)] + attributes).map { OPMLDocument.Attribute($0.0, $0.1) })
  }

  @Test func `a list that goes out and comes back says the same`() throws {
    let key = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    let before = try configuration(
      """
      feed yonhap-en https://en.yna.co.kr/RSS/news.xml
        source: Yonhap "News" & more
        lang: en
        folder: Asia / Korea
        category: news, wire
        site: https://en.yna.co.kr/
        about: What happens
      feed 조선 https://b.example/?a=1&b=2
        lang: ko
        login: credential wire
        headers: /etc/pactwatch/wire
        ca file: /etc/ssl/wire.pem
        pin: \(key),
             \(key)
        proxy: none
      feed local file:///srv/feed.xml
      """)
    #expect(!before.hasErrors)
    let text = FeedList.exported(before).text(namespaces: [FeedList.namespace])
    let list = ImportedFeeds(try OPMLReader.read(Array(text.utf8)), known: [], trustsAccess: true)
    #expect(list.notes == [])
    let after = try configuration(list.text)
    #expect(!after.hasErrors)
    #expect(after.feeds == before.feeds)
    let again = FeedList.exported(after).text(namespaces: [FeedList.namespace])
    #expect(again == text, "folders, categories, sites and descriptions too")
  }

  @Test func `a list from elsewhere never decides which secrets go where`() throws {
    let list = imported([
      outline(
        "https://evil.example/",
        [("text", "Evil"), ("pactwatch:login", "/etc/shadow"), ("pactwatch:proxy", "none")]),
      outline("file:///etc/shadow", [("text", "Shadow")]),
    ])
    #expect(
      list.text
        == "\nfeed evil https://evil.example/\n  source: Evil\n  # login: /etc/shadow\n  # proxy: none\n")
    #expect(list.count == 1)
    #expect(
      list.notes == [
        "left out: Shadow: 'file:' addresses are not supported, only http and https",
        "'login' is written as a comment: it says which secrets go where; trust it only in a list of your own (1 feed)",
        "'proxy' is written as a comment: it says which secrets go where; trust it only in a list of your own (1 feed)",
      ])
  }

  @Test func `no value becomes a statement, a comment or an entry of its own`() throws {
    let list = imported([
      outline(
        "https://a.example/",
        [
          ("text", "A\nreceiver evil\n  file: /x"), ("description", "C # sharp"),
          ("language", "englisch, bitte"),
          ("category", "\u{2028}include /etc/passwd"),
        ])
    ])
    #expect(
      list.text == """

        feed a-receiver-evil-file-x https://a.example/
          source: A receiver evil file: /x
          category: include /etc/passwd
          about: C \u{FF03} sharp

        """)
    #expect(list.notes == ["its 'lang' cannot be used and is left out (1 feed)"])
    #expect(try configuration(list.text).feeds.map(\.source) == ["A receiver evil file: /x"])
  }

  @Test(arguments: [
    "", "javascript:alert(1)", "ftp://a.example/", "http://user:secret@a.example/", "feed://a.example/",
    "http://a b/",
  ])
  func `what cannot be asked is left out with the reason, without its secrets`(url: String) {
    let list = imported([outline(url, [("text", "X")]), outline("https://ok.example/")])
    #expect(list.count == 1)
    #expect(list.notes.count == 1)
    #expect(list.notes.allSatisfy { $0.hasPrefix("left out: X: ") && !$0.contains("secret") })
  }

  @Test func `names are made of what feeds are called, each once`() throws {
    let list = imported(
      [
        outline("https://a.example/1", [("text", "BBC News – World")]),
        outline("https://a.example/2", [("text", "BBC News, World!")]),
        outline("https://a.example/3", [("text", "★")]),
        outline("https://a.example/4", [("text", "Taken")]),
        outline("https://a.example/5", [("text", "Taken"), ("pactwatch:name", "mine")]),
        outline("https://a.example/1", [("text", "Again")]),
        outline("https://known.example/", [("text", "Known")]),
      ], known: [Feed(name: "taken", url: "https://known.example/")])
    let feeds = try configuration(list.text).feeds
    #expect(feeds.map(\.name) == ["bbc-news-world", "bbc-news-world-2", "a.example", "taken-2", "mine"])
    #expect(list.notes == ["left out: its address is configured already, or stands there twice (2 feeds)"])
  }

  @Test func `attributes that have no place are told, those that say nothing are not`() {
    let list = imported([
      outline(
        "https://a.example/",
        [
          ("text", "A"), ("title", "A"), ("type", "rss"), ("version", "RSS2"), ("nnw:x", "1"),
          ("pactwatch:y", "2"),
        ])
    ])
    #expect(
      list.notes == [
        "the attribute 'nnw:x' has no place here and is left out (1 feed)",
        "the attribute 'pactwatch:y' has no place here and is left out (1 feed)",
      ])
  }
}
