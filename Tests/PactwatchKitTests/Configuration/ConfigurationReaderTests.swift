import Curl
import Statements
import Support
import Testing

@testable import PactwatchKit

@Suite("Reading the configuration")
struct ConfigurationReaderTests {
  @Test("settings, feeds, receivers and included files come together")
  func everything() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      "more.feeds",
      """
      feed korea https://Example.org/rss.xml#top
        lang: ko
        source: 한국 통신
      """)
    let configuration = try read(
      folder,
      """
      state: state
      contact: ops@example.org
      gap: 0.5
      backlog: all
      allow private: 127.0.0.0/8 10.1.0.0/16
      include *.feeds
      feed local file:demo.xml
      receiver log
        file: alerts.jsonl
      receiver people
        file: /tmp/alerts.log
        format: plain
      receiver room
        slack: credential slack-url
        topics: treaty, troops
        digest over: 3
      receiver service
        webhook: https://hooks.example.org/in
        secret: /etc/secret
      """)
    #expect(configuration.problems.isEmpty)
    #expect(configuration.settings.state == folder("state"))
    #expect(configuration.settings.gap == 0.5)
    #expect(configuration.settings.backlog == .all)
    #expect(
      configuration.settings.allowPrivate == [
        try AddressPrefix("127.0.0.0/8"), try AddressPrefix("10.1.0.0/16"),
      ])
    #expect(configuration.topicFiles.map(\.path) == [folder("base.topic")])
    #expect(
      configuration.feeds == [
        Feed(name: "korea", url: "https://example.org/rss.xml", language: "ko", source: "한국 통신"),
        Feed(name: "local", url: "file://" + folder("demo.xml")),
      ])
    #expect(
      configuration.receivers == [
        Receiver(name: "log", kind: .file(path: folder("alerts.jsonl"), format: .json)),
        Receiver(name: "people", kind: .file(path: "/tmp/alerts.log", format: .plain)),
        Receiver(
          name: "room", kind: .slack(url: .credential("slack-url")), topics: ["treaty", "troops"],
          digestOver: 3),
        Receiver(
          name: "service",
          kind: .webhook(url: .plain("https://hooks.example.org/in"), signing: .file("/etc/secret"))),
      ])
    #expect(
      configuration.goodStatements.map(\.name) == ["korea", "local", "log", "people", "room", "service"])
  }

  @Test(
    "a mistake is named where it stands",
    arguments: [
      ("sate: /x", "1:1", "unknown setting sate (did you mean state?)"),
      ("state /x", "1:1", "write a colon behind state"),
      ("fed a https://h/", "1:1", "unknown statement fed (did you mean feed?)"),
      ("feed", "1:1", "feed needs a name"),
      ("feed a", "1:6", "the feed a needs an address behind its name"),
      ("feed a ftp://h/", "1:8", "'ftp:' addresses are not supported, only http and https; write https://h/"),
      (
        "feed a feed:https://h/x?key=k", "1:8",
        "the address is malformed: Unsupported number of slashes following scheme; write https://h/x?key=..."
      ),
      (
        "feed a h.example/rss", "1:8",
        "the address begins with no https:// or http://; write https://h.example/rss"
      ),
      ("feed a /x.xml", "1:8", "a path is no address; a file on this machine is written file:/x.xml"),
      (
        "feed a https://u:pw@h/", "1:8",
        "the address has a user name or password in it; keep them in a file and name it: login: /path"
      ),
      ("feed a/b https://h/", "1:6", "a name is one word of letters, digits, '-', '_' and '.'"),
      ("feed a https://h/\n  logn: /x", "2:3", "unknown entry logn of a feed (did you mean login?)"),
      ("feed a https://h/\n  login /x", "2:3", "write a colon behind login"),
      ("feed a https://h/\nfeed a https://g/", "2:6", "feed a stands twice"),
      ("gap: soon", "1:6", "gap is a number of seconds from 0 to 60"),
      ("backlog: some", "1:10", "backlog is one of none, digest, all"),
      ("contact: nobody", "1:10", "contact is a mail address or the address of a web page, in ASCII"),
      (
        "allow private: 10.0.0.0", "1:16",
        "'10.0.0.0' has no prefix length; write 10.0.0.0/32 for this one address"
      ),
      ("receiver a", "1:1", "a receiver has one of file, webhook, slack, mattermost"),
      (
        "receiver a\n  file: x\n  slack: /y", "1:1",
        "a receiver has one of file, webhook, slack, mattermost, not several"
      ),
      (
        "receiver a\n  slack: https://hooks.example/T/SECRET", "2:10",
        "a secret is named, not written here: credential NAME, or the absolute path of its file"
      ),
      (
        "receiver a\n  file: x\nreceiver b\n  file: x\n  format: plain", "3:10",
        "another receiver writes to the same file; give it one of its own"
      ),
      (
        "receiver a\n  file: x\nreceiver b\n  file: ./x", "3:10",
        "another receiver writes to the same file; give it one of its own"
      ),
      (
        "state: s\nreceiver a\n  file: s/lock", "2:10",
        "the state keeps the same file; give it one of its own"
      ),
      (
        "state: s\nreceiver a\n  file: s/../s/state.db", "2:10",
        "the state keeps the same file; give it one of its own"
      ),
      (
        "receiver a\n  file: pactwatch.conf", "1:10",
        "the configuration is read from the same file; give it one of its own"
      ),
      (
        "metrics: x\nreceiver a\n  file: x", "2:10",
        "the metrics are written to the same file; give it one of its own"
      ),
      (
        "feed a https://h/\n  login: user:password", "2:10",
        "a secret is named, not written here: credential NAME, or the absolute path of its file"
      ),
      ("feed a http://h/\n  ca file: ca.pem", "2:12", "ca file belongs to a feed with an https address"),
      ("feed a file:x.xml\n  login: /x", "2:10", "login belongs to a feed with an http or https address"),
      (
        "feed a https://h/\n  pin: sha256//abc", "2:8",
        "a pinned key is written sha256// and 44 characters of Base64; several stand with commas"
      ),
      (
        "feed a https://h/\n  proxy: http://p:1", "2:10",
        "proxy is none here; the proxy itself is a setting at the margin"
      ),
      (
        "proxy: socks5://p:1", "1:8",
        "proxy is an address such as http://proxy.example:3128: 'socks5:' addresses are not supported, only http and https"
      ),
      ("gap: 1\ngap: 2", "2:6", "gap stands twice"),
      ("receiver a\n  file: x\n  format: xml", "3:11", "format is one of json, plain"),
      ("receiver a\n  slack: /x\n  format: json", "3:11", "format belongs to a receiver with file:"),
      (
        "receiver a\n  slack: /x\n  quiet: 1-2 UTC", "3:10",
        "quiet hours are two times of day and a time zone: 22:00-07:00 Europe/Berlin"
      ),
      (
        "receiver a\n  slack: /x\n  quiet: 22:00-22:00 UTC", "3:10",
        "quiet hours are two times of day and a time zone: 22:00-07:00 Europe/Berlin"
      ),
      (
        "receiver a\n  slack: /x\n  quiet: 22:00-07:00 Mars/Base", "3:10",
        "this machine knows no time zone Mars/Base; write one as Europe/Berlin, and install tzdata"
      ),
      ("receiver a\n  slack: /x\n  at least: maybe", "3:13", "at least is alert or possible"),
      (
        "receiver a\n  slack: /x\n  quick tries: 1, 99", "3:16",
        "quick tries are at most five waits in seconds, each up to 60, or none"
      ),
      ("receiver a\n  slack: /x\n  digest over: many", "3:16", "digest over is a number from 0 to 100"),
      ("topic treaty", "1:1", "write this into a file whose name ends in .topic, and include that"),
      ("include", "1:1", "include needs a file or a pattern such as feeds/*.feeds"),
    ])
  func mistakes(text: String, place: String, message: String) throws {
    let folder = try TemporaryDirectory()
    let configuration = try read(folder, text)
    let problem = try #require(configuration.problems.first)
    #expect(problem.location.description == "\(folder("pactwatch.conf")):\(place)")
    #expect(problem.message == message)
    #expect(configuration.hasErrors)
    #expect(configuration.brokenFiles == [folder("pactwatch.conf")])
  }

  @Test(
    "a feed is watched without a hint that has a mistake, which is told",
    arguments: [
      ("lan: ko", "2:3", "unknown entry lan of a feed (did you mean lang?)"),
      ("lang ko", "2:3", "write a colon behind lang"),
      (
        "lang:ko", "2:3", "unknown entry lang:ko of a feed (a blank is missing behind the colon)"
      ),
      ("lang:", "2:3", "lang needs a value"),
      ("lang: Korean language", "2:9", "lang is a language tag such as ko or zh-Hant"),
      ("lang: english", "2:9", "lang is a language tag such as ko or zh-Hant"),
      ("lang: enn-US", "2:9", "lang is a language tag such as ko or zh-Hant (did you mean en?)"),
      ("lang: kr", "2:9", "lang is a language tag such as ko or zh-Hant (did you mean ko?)"),
      ("source: A\n  source: B", "3:3", "source stands here twice"),
      (
        "every: hour", "2:10",
        "every is a time up to 7 d, such as 30 min, 6 h or 1 d; 0 h asks in every run"
      ),
    ])
  func hints(entry: String, place: String, message: String) throws {
    let folder = try TemporaryDirectory()
    let configuration = try read(folder, "feed a https://h/\n  \(entry)")
    let problem = try #require(configuration.problems.first)
    #expect(problem.location.description == "\(folder("pactwatch.conf")):\(place)")
    #expect(problem.message == message + "; the entry is left out")
    #expect(problem.severity == .warning)
    let source = entry.hasPrefix("source") ? "A" : nil
    #expect(configuration.feeds == [Feed(name: "a", url: "https://h/", source: source)])
    #expect(configuration.goodStatements.map(\.name) == ["a"])
    #expect(configuration.brokenFiles.isSubset(of: [folder("pactwatch.conf")]))
  }

  @Test(
    "metrics never overwrite the state or the configuration", arguments: ["s/state.db", "pactwatch.conf"])
  func metrics(path: String) throws {
    let configuration = try read(try TemporaryDirectory(), "state: s\nmetrics: \(path)")
    #expect(configuration.settings.metrics == nil)
    #expect(configuration.problems.contains { $0.message.hasPrefix("metrics: ") && $0.severity == .error })
  }

  @Test("a receiver says which tier, which hours and which tries it wants")
  func receiver() throws {
    let folder = try TemporaryDirectory()
    let configuration = try read(
      folder,
      """
      receiver room
        mattermost: /url
        at least: possible
        quiet: 22:30-07:00 Asia/Seoul
        quick tries: 0.5, 2
        proxy: none
      """)
    var room = Receiver(
      name: "room", kind: .mattermost(url: .file("/url")), atLeast: .possible,
      quiet: QuietHours(start: 22 * 60 + 30, end: 7 * 60, zone: "Asia/Seoul"),
      quickTries: [.seconds(0.5), .seconds(2)])
    room.usesProxy = false
    #expect(configuration.receivers == [room])
  }

  @Test("all mistakes are reported in one go, and what is right stays in force")
  func allAtOnce() throws {
    let folder = try TemporaryDirectory()
    let configuration = try read(
      folder,
      "gap: x\nfeed a https://h/\nfeed b nowhere:\nreceiver log\n  file: l\n  fromat: json\ninclude gone.feeds"
    )
    #expect(configuration.problems.filter { $0.severity == .error }.count == 4)
    #expect(configuration.feeds.map(\.name) == ["a"])
    let report = ProblemReport(configuration.problems, in: configuration.files).text
    #expect(report.contains("fromat"))
    #expect(report.contains("(did you mean format?)"))
  }

  @Test(
    "60,000 unknown words are told in no time",
    .timeLimit(.minutes(4)),
    arguments: [
      ("", "\n", "unknown statement"), ("receiver log\n  file: a\n  topics: ", ", ", "unknown topic"),
      ("feed a https://a/\n  ", ": x\n  ", "unknown entry"),
    ])
  func manyUnknown(start: String, separator: String, message: String) throws {
    let words = (0..<60_000).map { "w" + String($0 * 7919, radix: 26) }
    let folder = try TemporaryDirectory()
    let topics = (0..<3_000).map { "topic t\($0)\n  match word\n" }
    try folder.write("more.topic", topics.joined())
    let text = start + words.joined(separator: separator) + separator + "\ninclude more.topic"
    let configuration = try read(folder, text)
    #expect(configuration.problems.count { $0.message.hasPrefix(message) } >= 60_000)
  }

  @Test("a file that cannot be read is a mistake where it is included")
  func unreadableInclude() throws {
    let folder = try TemporaryDirectory()
    let configuration = try read(folder, "include gone.feeds\ninclude no*.feeds")
    #expect(configuration.problems.prefix(2).map(\.severity) == [.error, .error])
    #expect(configuration.problems[0].message.hasSuffix("gone.feeds: No such file or directory"))
    #expect(
      configuration.problems[1].message == "no file matches this; mend the pattern or take the line out")
    #expect(configuration.brokenFiles.contains(folder("gone.feeds")))
  }

  @Test("files that include each other end")
  func circle() throws {
    let folder = try TemporaryDirectory()
    try folder.write("b.conf", "include pactwatch.conf\nfeed b https://b.example/")
    let configuration = try read(folder, "include b.conf")
    #expect(configuration.feeds.map(\.name) == ["b"])
  }

  @Test("what is missing as a whole is said: topics, receivers, feeds, a contact")
  func missing() throws {
    let folder = try TemporaryDirectory()
    let empty = try ConfigurationReader.read(try folder.write("pactwatch.conf", "gap: 1"))
    #expect(empty.problems.map(\.severity) == [.error, .warning, .warning])
    #expect(empty.problems[0].message.hasPrefix("no topic: "))
    #expect(empty.problems[1].message.hasPrefix("no receiver: "))
    #expect(empty.problems[2].message.hasPrefix("no feed: "))
    let anonymous = try read(folder, "feed a https://h/")
    #expect(anonymous.problems.contains { $0.message.hasPrefix("no contact: ") })
  }

  @Test("two feeds with one address are a warning, since only one of them can bring items")
  func sameAddress() throws {
    let folder = try TemporaryDirectory()
    let configuration = try read(folder, "feed a https://h/x\nfeed b https://H/x")
    #expect(configuration.problems.first?.message == "another feed has the same address")
    #expect(!configuration.hasErrors)
    #expect(configuration.feeds.count == 2)
  }

  @Test("a feed may have a login, headers, authorities and pinned keys of its own")
  func access() throws {
    let folder = try TemporaryDirectory()
    let key = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    let configuration = try read(
      folder,
      """
      proxy: http://proxy.example:3128
      feed a https://h/
        login: credential wire
        headers: /etc/wire
        ca file: ca.pem
        pin: \(key), \(key)
        proxy: none
      feed b https://b/
      """)
    #expect(!configuration.hasErrors)
    #expect(configuration.settings.proxy?.text == "http://proxy.example:3128/")
    let access = try #require(configuration.feeds.first?.access)
    #expect(access.login == .credential("wire"))
    #expect(access.headers == .file("/etc/wire"))
    #expect(access.authorities == folder("ca.pem"))
    #expect(access.pinnedKeys.count == 2)
    #expect(!access.usesProxy)
    #expect(configuration.feeds.last?.access == FeedAccess())
  }

  /// Reads the text with a topic file behind it, since a configuration without topics is a mistake of its own.
  private func read(_ folder: TemporaryDirectory, _ text: String) throws -> Configuration {
    try folder.write("base.topic", Self.topics)
    return try ConfigurationReader.read(try folder.write("pactwatch.conf", text + "\ninclude base.topic\n"))
  }

  private static let topics = """
    concept a
      en: word
    topic treaty
      match @a
    test treaty + "word"
    topic troops
      match @a
    test troops + "word"
    """
}
