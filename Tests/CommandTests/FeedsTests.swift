import Foundation
import JSON
import Support
import Testing

/// `pactwatch feeds` and `pactwatch check --live` against a server with feeds of all kinds.
@Suite("Feeds")
struct FeedsTests {
  private func serve(_ watch: Watch) throws -> LoopbackServer {
    let date = "<pubDate>\(Self.rfc822(.now.addingTimeInterval(-3 * 3_600 - 60)))</pubDate>"
    let feed =
      "<rss version=\"2.0\"><channel><title>朝日</title><item><title>A</title>\(date)</item></channel></rss>"
    let page = "<html><head><title>Site</title><link rel=alternate type=application/rss+xml href=good></head>"
    return try LoopbackServer { request in
      switch request.path {
      case "/good", "/feed.xml": .ok(feed)
      case "/moved": .redirect(301, to: "/good")
      case "/limited": .status(429, headers: ["Retry-After: 7200"])
      case "/page": .ok(page, headers: ["Content-Type: text/html"])
      case "/bare/": .ok("<html><head><title>Bare</title></head>", headers: ["Content-Type: text/html"])
      default: .status(404)
      }
    }
  }

  private static func rfc822(_ date: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.string(from: date)
  }

  private func feeds(_ watch: Watch, _ arguments: [String]) throws -> Binary.Result {
    try Binary.run(["feeds"] + arguments + ["--config", watch.folder("pactwatch.conf")])
  }

  @Test("check --live asks each feed once and says what it is, or what is wrong and what to do")
  func live() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["good", "moved", "page", "gone"])
    let result = try Binary.run(["check", "--live", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 69)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      Array(lines.prefix(5)) == [
        "FEED   FORMAT  ITEMS  NEWEST  WHAT",
        "good   rss20   1      3 h     朝日",
        "moved  rss20   1      3 h     朝日; moved to \(server.url("/good")); write that into the list",
        "page   FAILS   -      -       an HTML page titled \"Site\", not a feed; it offers \(server.url("/good"))",
        "gone   FAILS   -      -       127.0.0.1: 404 Not Found; has the feed moved?",
      ])
    #expect(lines.count == 6 && lines.last?.hasSuffix(": 2 of 4 feeds fail") == true)
    #expect(server.requests.map(\.path).sorted() == ["/gone", "/good", "/good", "/moved", "/page"])
    #expect(server.requests.allSatisfy { $0["User-Agent"]?.contains("+ops@example.org") == true })
    #expect(!FileManager.default.fileExists(atPath: watch.folder("state")), "nothing is stored")
  }

  @Test("check --live says it to programs too")
  func liveJSON() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["good", "gone"])
    let result = try Binary.run(["check", "--live", "--json", "--config", watch.folder("pactwatch.conf")])
    let values = try result.output.split(separator: "\n").map { try JSONValue.read(Array($0.utf8)).value }
    #expect(values.map { $0["name"]?.string } == ["good", "gone"])
    #expect(values[0]["ok"] == .bool(true) && values[0]["title"]?.string == "朝日")
    #expect(values[0]["items"]?.integer == 1)
    #expect(values[1]["error"]?.string == "127.0.0.1: 404 Not Found; has the feed moved?")
  }

  @Test("check without --live asks nobody")
  func quiet() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["gone"])
    #expect(try Binary.run(["check", "--config", watch.folder("pactwatch.conf")]).status == 0)
    #expect(server.connections() == 0)
  }

  @Test("a site's feeds are found from its page, in the usual places where it offers none")
  func find() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["good"])
    let offered = try feeds(watch, ["find", server.url("/page")])
    #expect(offered.status == 0)
    #expect(
      offered.output.contains("\n\(server.url("/good"))  rss20   1      3 h     朝日\n"), "\(offered.output)")
    let guessed = try feeds(watch, ["find", server.url("/bare/")])
    #expect(guessed.output.contains("\n\(server.url("/feed.xml"))  rss20 "), "\(guessed.output)")
    #expect(guessed.output.split(separator: "\n").count == 2, "what is not there is not shown")
    let itself = try feeds(watch, ["find", server.url("/good"), "--json"])
    #expect(itself.output.contains("\"url\":\"\(server.url("/good"))\",\"ok\":true"))
    let bare = server.url("/good").dropFirst("http://".count)
    #expect(try feeds(watch, ["find", String(bare)]).output.contains("\n\(server.url("/good"))  rss20 "))
    let neither = try feeds(watch, ["find", bare.dropLast(4) + "nothing"])
    #expect(neither.errors.contains(": over https: 127.0.0.1: TLS: "), "\(neither.errors)")
    #expect(neither.errors.contains("; over http: 127.0.0.1: 404 Not Found"), "\(neither.errors)")
    let none = try feeds(watch, ["find", server.url("/nothing")])
    #expect(none.status == 65)
    #expect(none.errors.contains("127.0.0.1: 404 Not Found; has the feed moved?"))
    #expect(try feeds(watch, ["find", "ftp://a/"]).errors.contains("'ftp:' addresses are not supported"))
  }

  @Test("a page's offer into the internal network meets no connection")
  func findInternal() throws {
    let watch = try Watch()
    let secret = try LoopbackServer(hosts: ["127.0.0.2"]) { _ in .ok("secret") }
    let page =
      "<html><head><link rel=alternate type=application/rss+xml href='\(secret.url("/", host: "127.0.0.2"))'>"
    let server = try LoopbackServer { _ in .ok(page, headers: ["Content-Type: text/html"]) }
    try watch.folder.write("pactwatch.conf", "allow private: 127.0.0.1/32\ninclude *.topic\n")
    let result = try feeds(watch, ["find", server.url("/")])
    #expect(
      result.output.contains("blocked: 127.0.0.2 is not a public address"), "\(result.output)\(result.errors)"
    )
    #expect(secret.connections(to: "127.0.0.2") == 0)
  }

  @Test("the status shows what fails first, with the age of the last success and the reason")
  func status() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["good", "gone"])
    #expect(try feeds(watch, ["status"]).errors.contains("no run yet: "))
    try watch.run()
    let result = try feeds(watch, ["status"])
    #expect(result.status == 0)
    #expect(
      result.output == """
        FEED  STATE          LAST GOOD  NEWS   NEXT      WHAT
        gone  not found (1)  never      never  119 min   127.0.0.1: 404 Not Found; has the feed moved?
        good  good           now        now    next run  \("")

        """)
    #expect(result.errors == "pactwatch: 2 feeds: 1 failing (not found 1)\n")
    let json = try feeds(watch, ["status", "good", "--json"])
    #expect(json.output.hasPrefix("{\"name\":\"good\"") && json.output.contains("\"state\":\"good\""))
    #expect(json.output.split(separator: "\n").count == 1)
    let unknown = try feeds(watch, ["status", "goood"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("there is no feed 'goood'"))
  }

  @Test(
    "the status shows until when a site asked to be left alone, and what has moved, as long as that lasts")
  func lasting() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["moved"])
    try watch.run()
    let moved = "it says that it has moved for good to \(server.url("/good"))\n"
    for _ in 1...2 { #expect(try feeds(watch, ["status"]).output.hasSuffix(moved)) }
    #expect(try feeds(watch, ["status", "--json"]).output.contains("\"notes\":[\"it says that it has moved"))
    try watch.configure(server, feeds: ["good", "limited"])
    try watch.run()
    let paused = try feeds(watch, ["status", "good"]).output
    #expect(paused.contains("  119 min  its site asked for a pause until 20"), "\(paused)")
    #expect(try feeds(watch, ["status", "good", "--json"]).output.contains("\"site_pause\":\"20"))
  }

  @Test("a list goes out as OPML and comes back without what is configured already")
  func opml() throws {
    let watch = try Watch()
    let server = try serve(watch)
    try watch.configure(server, feeds: ["good", "moved"])
    let list = try feeds(watch, ["list"]).output
    #expect(list.hasPrefix("FEED   LANG  SOURCE  ADDRESS\ngood   en    good    \(server.url("/good"))\n"))
    let opml = try feeds(watch, ["export"]).output
    try watch.folder.write("all.opml", opml)
    let nothing = try feeds(watch, ["import", watch.folder("all.opml")])
    #expect(nothing.status == 65)
    #expect(nothing.errors.contains("configured already, or stands there twice (2 feeds)"))
    try watch.folder.write("empty.conf", "include *.topic\n")
    let all = try Binary.run(
      ["feeds", "import", "-", "--config", watch.folder("empty.conf")], input: opml)
    #expect(all.status == 0)
    try watch.folder.write("all.feeds", all.output)
    try watch.folder.write("new.conf", "contact: a@example.org\ninclude *.topic\ninclude all.feeds\n")
    let again = try Binary.run(["feeds", "list", "--config", watch.folder("new.conf")])
    #expect(again.output == list)
  }

  @Test("a hostile list is refused in one sentence")
  func hostile() throws {
    let bomb = "<!DOCTYPE o [<!ENTITY a \"aaaa\">]><opml><body><outline text=\"&a;\"/></body></opml>"
    for (text, reason) in [(bomb, "it declares entities"), ("<html>", "it is not OPML")] {
      let result = try Binary.run(["feeds", "import", "-"], input: text)
      #expect(result.status == 65)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("pactwatch: -: \(reason)"), "\(result.errors)")
    }
  }

  @Test(
    "a group of commands says what it holds",
    arguments: [["feeds"], ["feeds", "--help"], ["help", "feeds"]])
  func group(words: [String]) throws {
    let result = try Binary.run(words)
    for name in ["status", "list", "find", "import", "export"] {
      #expect((result.output + result.errors).contains(name))
    }
    #expect(result.status == (words.count == 1 ? 64 : 0))
  }

  @Test("a word that a group does not know is answered with what is meant")
  func unknownWord() throws {
    let result = try Binary.run(["feeds", "lst"])
    #expect(result.status == 64)
    #expect(
      result.errors.contains("'feeds' needs another word: feeds status, feeds list,"), "\(result.errors)")
    #expect(
      try Binary.run(["help", "feeds", "list"]).output.hasPrefix("usage: pactwatch feeds list [OPTION...]"))
  }
}
