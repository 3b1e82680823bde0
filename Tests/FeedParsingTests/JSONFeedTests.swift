import FeedParsing
import Testing

@Suite("JSON Feed")
struct JSONFeedTests {
  @Test("what is whole before a cut or a break is given, at every byte")
  func cuts() throws {
    let whole = #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"a","title":"A"}"#
    let document = Array((whole + #",{"id":12,"url":"/b"}]}"#).utf8)
    for count in whole.utf8.count..<document.count {
      let feed = try FeedParser.parse(Array(document[..<count]))
      #expect(feed.items.first?.title == "A" && !feed.isComplete && feed.isCutOff)
      #expect(feed.notes.contains { $0.hasPrefix("the JSON breaks off: ") })
      #expect([nil, "12"].contains(feed.items.dropFirst().first?.id))
    }
    let broken = try parse(#"{"items":[{"id":"a"},{"id":"b" "title":"B"}]}"#)
    #expect(broken.items.map(\.id) == ["a", "b"])
    #expect(broken.notes == ["the JSON breaks off: a comma is missing at byte 31"])
    #expect(broken.isCutOff)
    #expect(try !parse(whole + "]}").isCutOff)
  }

  @Test("a feed of version 1.1 is read")
  func feed() throws {
    let feed = try parse(
      #"""
      {"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "/", "language": "de",
       "authors": [{"name": "Redaktion"}],
       "items": [
        {"id": 7, "url": "1", "title": "Tor", "content_html": "<p>a</p><p>b</p>", "summary": "s",
         "date_published": "2024-06-19T10:00:00+02:00"},
        {"id": "x", "content_text": "a <b>", "authors": [{"name": "Eva"}], "language": "en"}]}
      """#, ParseOptions(baseURL: "https://j.example/feed.json"))
    #expect(feed.format == .json11)
    #expect(feed.link == "https://j.example/")
    #expect(feed.language == "de")
    #expect(feed.isComplete)
    #expect(feed.items.map(\.id) == ["7", "x"])
    #expect(feed.items.map(\.author) == ["Redaktion", "Eva"])
    #expect(feed.items.map(\.contentText) == ["a\n\nb", "a <b>"])
    #expect(feed.items.first?.link == "https://j.example/1")
    #expect(feed.items.first?.published.map(FeedDate.rfc3339) == "2024-06-19T08:00:00Z")
  }

  @Test("an author may be a name alone, and a date Unix time")
  func bareValues() throws {
    let feed = try parse(
      #"{"items":[{"author":"Eva","date_published":1718791200},{"authors":["Bo"],"date_modified":"1718791200000"}]}"#
    )
    #expect(feed.items.map(\.author) == ["Eva", "Bo"])
    #expect(
      feed.items.map { $0.date.map(FeedDate.rfc3339) } == ["2024-06-19T10:00:00Z", "2024-06-19T10:00:00Z"])
  }

  @Test("what is not quite JSON is read and noted")
  func liberal() throws {
    let feed = try parse(#"{"version":"https://jsonfeed.org/version/1","items":[{"id":"\ud800a",},]} x"#)
    #expect(feed.format == .json1)
    #expect(feed.items.map(\.id) == ["\u{FFFD}a"])
    #expect(!feed.isComplete)
    #expect(feed.notes == ["half of a surrogate pair", "a comma too many", "text behind the end"])
  }

  @Test(
    "a feed behind a notice or inside of a call is read, and is not well-formed",
    arguments: [
      "<br />\n<b>Warning</b>: Undefined {key} in <b>/a.php</b> on line <b>3</b><br />\n", "callback(",
      ")]}',\n",
      "<html><body><pre>",
    ])
  func junk(beginning: String) throws {
    let json =
      #"{ "version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "content_html": "<b>x</b>"}]}"#
    for end in ["", ");"] {
      let feed = try parse(beginning + json + end)
      #expect(feed.items.map(\.id) == ["a"])
      #expect(feed.notes.contains("there is text in front of the JSON"))
      #expect(!feed.isComplete && !feed.isCutOff)
    }
  }

  @Test("escaped control characters do not get through")
  func controls() throws {
    let feed = try parse(#"{"items":[{"title":"a\u001b[31mb\u202ec"}]}"#)
    #expect(feed.items.first?.title == "a[31mbc")
  }

  @Test("an object without items is no feed")
  func otherObject() {
    #expect(throws: FeedParseError.notAFeed(looksLike: "a JSON object", beginning: #"{"error": "gone"}"#)) {
      try parse(#"{"error": "gone"}"#)
    }
  }

  @Test("broken JSON is told with its place")
  func broken() {
    let error = #expect(throws: FeedParseError.self) { try parse(#"{"items": ["#) }
    #expect(error?.description == "the JSON cannot be read: the text ends too early at byte 11")
  }
}
