import Foundation
import JSON
import Support
import Testing

@Suite("match, explain and parse")
struct MatchTests {
  @Test("each line of items gives one verdict, in order, with id, topics, possible and evidence")
  func jsonLines() throws {
    let watch = try Watch()
    let items = """
      {"id":"a","lang":"en","title":"Seoul","summary":"<p>North <b>Korea</b> signs a treaty.</p>","content":null}
      {"id":7,"title":"Weather"}

      """
    let result = try Binary.run(["match", "--json", "--topics", watch.folder.path], input: items)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output == """
        {"id":"a","topics":["treaty"],"possible":[],"evidence":[\
        {"topic":"treaty","branch":1,"concept":"north-korea","term":"\\"North Korea\\"","field":"summary",\
        "text":"North Korea","start":0,"end":11},\
        {"topic":"treaty","branch":1,"concept":"treaty","term":"treaty","field":"summary","text":"treaty",\
        "start":20,"end":26}]}
        {"id":7,"topics":[],"possible":[],"evidence":[]}

        """)
  }

  @Test("a line that is no JSON is told with its number, and the others go on, with status 65")
  func badLine() throws {
    let watch = try Watch()
    let items = "{\"id\":1,\"title\":\"North Korea treaty\"}\nnonsense\n{\"id\":2}\n"
    let result = try Binary.run(["match", "--json", "--topics", watch.folder.path], input: items)
    #expect(result.status == 65)
    #expect(result.errors.contains("-:2: no JSON"))
    #expect(result.output.split(separator: "\n").count == 2)
  }

  @Test("a feed, a page and plain text are matched too")
  func otherInput() throws {
    let watch = try Watch()
    for text in [
      Watch.rss(["North Korea signs treaty"]), "<html><body><p>North Korea signs treaty</body></html>",
      "North Korea signs treaty",
    ] {
      let result = try Binary.run(["match", "--topics", watch.folder.path], input: text)
      #expect(result.output.contains("treaty"), "\(text)")
      #expect(result.output.contains("**North Korea** signs **treaty**"))
    }
  }

  @Test("topics with a mistake are told with their place, with status 78; a folder without topics with 66")
  func badTopics() throws {
    let folder = try TemporaryDirectory()
    let none = try Binary.run(["match", "--topics", folder.path], input: "x")
    #expect(none.status == 66)
    #expect(none.errors.contains("has no file whose name ends in .topic"))
    try folder.write("x.topic", "topic t\n  match @nothing\n")
    let bad = try Binary.run(["match", "--topics", folder.path], input: "x")
    #expect(bad.status == 78)
    #expect(bad.errors.contains("x.topic:2:9: error: unknown concept @nothing"))
  }

  @Test("explain shows what made a topic fire, and what was missing where it did not")
  func explain() throws {
    let watch = try Watch()
    let fired = try Binary.run(
      ["explain", "--topics", watch.folder.path, "-"], input: "North Korea signs treaty")
    #expect(fired.output.contains("treaty: fires, branch 1"))
    #expect(fired.output.contains("@north-korea: \"North Korea\""))
    #expect(fired.errors.isEmpty)
    let shipped = try Binary.run(
      ["explain", "-"], input: "North Korea signs treaty", folder: Checkout.path(""))
    #expect(shipped.errors.contains("the topics are those in etc/pactwatch/topics; "))
    let silent = try Binary.run(["explain", "--topics", watch.folder.path, "-"], input: "Seoul signs treaty")
    #expect(silent.output.contains("does not fire"))
    #expect(silent.output.contains("@north-korea"))
    #expect(silent.output.contains("missing"))
  }

  @Test("explain takes the number of an item from the log")
  func explainItem() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather", "North Korea signs treaty"])
    try watch.run()
    let item = try #require(try watch.alerts().first?["item"]?.string)
    let configuration = watch.folder("pactwatch.conf")
    let result = try Binary.run(["explain", item, "--config", configuration])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\nNorth Korea signs treaty\nlanguages: "))
    #expect(result.output.contains("treaty: fires, branch 1 (\(watch.folder("pact.topic")):6)"))
    let missing = try Binary.run(["explain", "999", "--config", configuration])
    #expect(missing.status == 66)
    #expect(missing.errors.contains("there is no item 999"))
  }

  @Test("explain shows what is known of an item: its feed, dates and link, its alerts, and who was told")
  func itemRecord() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let hook =
      "receiver hook\n  webhook: \(server.url("/hook"))\n  quick tries: none\n"
      + "receiver desk\n  webhook: \(server.url("/hook"))\n  topics: operational\n"
    try watch.configure(server, feeds: ["a"], more: hook)
    watch.publish("/a", ["Weather"])
    try watch.run()
    watch.answer([.status(503)])
    watch.publish("/a", ["Weather", "North Korea signs treaty"])
    try watch.run()
    func explain(_ item: String, _ more: [String] = []) throws -> Binary.Result {
      try Binary.run(["explain", item, "--config", watch.folder("pactwatch.conf")] + more)
    }
    let untold = try explain("1").output
    #expect(untold.hasPrefix("item 1 of a (en), first seen 20"))
    #expect(untold.contains("\n  https://news.example/7\n  no alert was told of it\n"))
    let told = try explain("2").output
    let alert = try #require(told.range(of: "\n  alert 1: treaty, 20"))
    for line in [
      "\n    why: **North Korea** signs **treaty**\n", "\n    log: delivered 20",
      "\n    hook: pending (127.0.0.1: it answers 503: the server has a problem of its own)\n",
      "\n    desk: suppressed (topic)\n",
    ] {
      let place = try #require(told.range(of: line), "\(line): \(told)")
      #expect(place.lowerBound > alert.lowerBound)
    }
    let other = try TemporaryDirectory()
    try other.write("t.topic", "concept x\n  en: weather\ntopic wet\n  match @x\n")
    #expect(try explain("1", ["--topics", other.path]).output.contains("wet: fires"))
  }

  @Test("a feed without items and a file without text are named, not passed over in silence")
  func empty() throws {
    let watch = try Watch()
    for command in ["explain", "match"] {
      let arguments = [command, "--topics", watch.folder.path, "-"]
      let feed = try Binary.run(arguments, input: Watch.rss([]))
      #expect(feed.status == 0 && feed.errors == "pactwatch: -: the feed has no items\n")
      let text = try Binary.run(arguments, input: " \n")
      #expect(text.status == 0 && text.errors == "pactwatch: -: there is no text in it\n")
    }
  }

  @Test("parse says of a page that it is one, names it and the feeds that it offers, with status 65")
  func parsePage() throws {
    let page = """
      <!doctype html><html><head><title>The Daily</title>
      <link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>x</body></html>
      """
    let result = try Binary.run(["parse", "--json", "--url", "https://daily.example/", "-"], input: page)
    #expect(result.status == 65)
    #expect(result.errors.contains("The Daily"))
    #expect(result.errors.contains("https://daily.example/feed.xml"))
  }

  @Test("parse tells a person what is odd about a feed: damage, and dates that nobody should believe")
  func parseNotes() throws {
    let feed = """
      <rss version="2.0"><channel><title>N</title><item><title>a & b</title><pubDate>1 Jan 1970</pubDate></item>
      <item><title>c</title><pubDate>31 Dec 2999</pubDate></item><item><title>d
      """
    let card = try Binary.run(["parse", "-"], input: feed)
    #expect(card.status == 0)
    for note in [
      "the document is cut off", "an ampersand is not escaped", "1 item is dated more than a day ahead",
      "1 item is dated before 1990",
    ] {
      #expect(card.output.contains("  note: \(note)\n"), "\(note)")
    }
    let json = try JSONValue.read(Array(Binary.run(["parse", "--json", "-"], input: feed).output.utf8)).value
    #expect(json["complete"] == .bool(false))
    let doubts = json["entries"]?.array?.map { $0["date_doubt"] }
    #expect(doubts == [.string("past"), .string("future"), .null])
  }

  @Test("parse --json prints one object with the keys of the interface")
  func parseJSON() throws {
    let result = try Binary.run(["parse", "--json", "-"], input: Watch.rss(["A &amp; B"]))
    let feed = try JSONValue.read(Array(result.output.utf8)).value
    #expect(feed.object?.map(\.name).prefix(4) == ["format", "encoding", "feed", "entries"])
    #expect(feed["format"]?.string == "rss20")
    let entry = try #require(feed["entries"]?.array?.first)
    #expect(entry["title_text"]?.string == "A & B")
    #expect(
      entry.object?.map(\.name).prefix(13) == [
        "id", "title", "title_text", "link", "published", "updated", "date", "summary", "summary_text",
        "content", "content_text", "author", "author_email",
      ])
    let dates = try Binary.run(["parse", "--date", "Mon, 21 Oct 2024 12:00:00 KST", "yesterday"])
    #expect(dates.output == "2024-10-21T03:00:00Z\nnone\n")
  }
}
