import Foundation
import Support
import Testing

@Suite("pactwatch alerts")
struct AlertsTests {
  @Test("an alert begins with the time when it was told and says when its item was published")
  func card() throws {
    let shown = try alerts([Self.line()])
    #expect(
      shown.output == """
        2024-11-22 00:38 UTC  treaty  The Wire (en), published 2024-10-24 11:00 UTC  [backlog]
          A title
          why: a **reason**
          https://wire.example/1  (alert 1)


        """)
    #expect(shown.errors.isEmpty)
  }

  @Test("what other commands call an alert and its item stands below; what it does not have is left out")
  func numbers() throws {
    let line = Self.line().replacingOccurrences(
      of: "\"link\":\"https://wire.example/1\"", with: "\"item\":\"15\""
    )
    .replacingOccurrences(of: "a **reason**", with: "")
    #expect(try alerts([line]).output.hasSuffix("\n  A title\n  (alert 1, item 15)\n\n"))
  }

  @Test(
    "several topics may be asked for; where nothing matches the topics of the log are named",
    arguments: [
      ("treaty", 1, ""), ("treaty,troops", 2, ""), ("treaty, troops", 2, ""),
      ("treety", 0, "pactwatch: no alert matches; the log has the topics treaty, troops\n"),
    ])
  func topics(asked: String, count: Int, errors: String) throws {
    let shown = try alerts([Self.line(), Self.line(topic: "troops")], ["--topic", asked])
    #expect(shown.output.split(separator: "\n").count { $0.hasPrefix("  why: ") } == count)
    #expect(shown.errors == errors)
  }

  @Test("a line that is no alert is told and not shown")
  func noAlert() throws {
    let shown = try alerts(["{\"id\":1}", "nonsense", Self.line()])
    #expect(
      shown.errors == """
        pactwatch: a line of the log is no alert: {"id":1}
        pactwatch: a line of the log is not JSON: nonsense

        """)
    #expect(shown.output.hasPrefix("2024-11-22 00:38 UTC  treaty"))
  }

  @Test("a log that somebody tampered with steers no terminal, as JSON neither")
  func tampered() throws {
    let title = "a\u{9B}31m\u{202E}b\u{E0041}\\u001b[2J\\u202ec"
    let shown = try alerts([Self.line(title: title)], ["--json"])
    #expect(shown.output.contains("\"title\":\"a31mb[2Jc\""))
    #expect(shown.output.hasSuffix("}\n"))
  }

  @Test("rotated logs are shown too, the oldest first; one that cannot be read keeps back no other")
  func rotated() throws {
    let folder = try folder([Self.line(title: "The third")])
    let first = Gzip.compress(Array("\(Self.line(title: "The first"))\n".utf8))
    try Data(first).write(to: URL(fileURLWithPath: folder("log-20261001.gz")))
    try folder.write("log-20261101", Self.line(title: "The second") + "\n")
    try folder.write("log-20261101.bak", "not a log that a rotation made")
    try folder.write("log.bak", "neither")
    let shown = try Binary.run(["alerts", "-c", folder("a.conf")])
    #expect(
      shown.output.split(separator: "\n").filter { $0.hasPrefix("  The ") } == [
        "  The first", "  The second", "  The third",
      ])
    try Data(first.prefix(20)).write(to: URL(fileURLWithPath: folder("log-20261001.gz")))
    let damaged = try Binary.run(["alerts", "-c", folder("a.conf")])
    #expect(damaged.status == 66)
    #expect(
      damaged.errors
        == "pactwatch: cannot read \(folder("log-20261001.gz")): the compressed body is truncated\n")
    #expect(damaged.output.contains("The second"))
  }

  @Test(
    "the last alerts are those of all files together; a number that is none is told",
    arguments: [("2", "34"), ("all", "1234"), ("0", ""), ("99", "1234")])
  func last(number: String, shown: String) throws {
    let titles = { (output: String) in
      output.split(separator: "\n").filter { $0.hasPrefix("  No. ") }.map(\.last!)
    }
    let folder = try folder([Self.line(title: "No. 3"), Self.line(topic: "troops", title: "No. 4")])
    try folder.write("log.1", [Self.line(title: "No. 1"), Self.line(title: "No. 2")].joined(separator: "\n"))
    let result = try Binary.run(["alerts", "-c", folder("a.conf"), "--last", number])
    #expect(String(titles(result.output)) == shown)
    let filtered = try Binary.run(["alerts", "-c", folder("a.conf"), "-n2", "--topic", "treaty"])
    #expect(String(titles(filtered.output)) == "23")
    let wrong = try Binary.run(["alerts", "-c", folder("a.conf"), "-n", "few"])
    #expect(wrong.status == 64 && wrong.errors.contains("--last takes a number such as 20, or all"))
  }

  @Test("following begins with the last ten, or with what is asked for", .timeLimit(.minutes(1)))
  func follow() throws {
    let folder = try folder((1...30).map { Self.line(title: "No. \($0)") })
    let titles = ["": "No. 21", "--since 2024-11-21": "No. 1", "--last 2": "No. 29", "--last all": "No. 1"]
    for (options, title) in titles {
      let shown = try Self.head(lines: 2, "alerts --follow -c '\(folder("a.conf"))' \(options)")
      #expect(shown.hasSuffix("\n  \(title)\n"), "\(options): \(shown)")
    }
  }

  @Test("a rotated log that inflates to much is read in little memory")
  func large() throws {
    let folder = try folder([Self.line(title: "The last")])
    let noise = Array(repeating: UInt8(ascii: "\n"), count: 64 << 20)
    let bytes = Gzip.compress(Array("\(Self.line(title: "The first"))\n".utf8) + noise)
    try Data(bytes).write(to: URL(fileURLWithPath: folder("log.2.gz")))
    let shown = try Binary.run(["alerts", "-c", folder("a.conf")])
    #expect(shown.status == 0)
    #expect(shown.output.contains("The first") && shown.output.contains("The last"))
    #expect(shown.peakMemory < 48 << 20, "\(shown.peakMemory >> 20) MiB")
  }

  @Test("alerts that wait for a log that cannot be written are counted, and not called none")
  func waiting() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    let configuration = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf", configuration.replacingOccurrences(of: "file: alerts", with: "file: deep/alerts"))
    watch.publish("/a", ["North Korea signs treaty", "Pyongyang hails pact"])
    #expect(try watch.run().status == 73)
    let log = watch.folder("deep/alerts.jsonl")
    let shown = try Binary.run(["alerts", "-c", watch.folder("pactwatch.conf")])
    #expect(
      shown.errors == """
        pactwatch: \(log) is not there
        pactwatch: 2 alerts wait to be written to \(log); a run writes them, or says why it cannot

        """)
    try FileManager.default.createDirectory(atPath: watch.folder("deep"), withIntermediateDirectories: true)
    try watch.run()
    #expect(try Binary.run(["alerts", "-c", watch.folder("pactwatch.conf")]).errors.isEmpty)
  }

  @Test("following ends when its reader has gone", .timeLimit(.minutes(1)))
  func abandoned() throws {
    let folder = try folder([Self.line()])
    #expect(try Self.head(lines: 1, "alerts --follow -c '\(folder("a.conf"))'").hasSuffix("[backlog]\n"))
  }

  /// What a command prints to a reader who goes after so many lines; returns when the command has ended.
  private static func head(lines: Int, _ arguments: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "{ '\(Binary.path)' \(arguments); echo $? >&2; } | head -n \(lines)"]
    process.standardOutput = output
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "0\n")
    return text
  }

  private func alerts(_ lines: [String], _ options: [String] = []) throws -> Binary.Result {
    let folder = try folder(lines)
    return try withExtendedLifetime(folder) { try Binary.run(["alerts", "-c", folder("a.conf")] + options) }
  }

  private func folder(_ lines: [String]) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write("log", lines.map { $0 + "\n" }.joined())
    try folder.write("a.conf", "state: \(folder.path)\nreceiver log\n  file: \(folder("log"))\n")
    return folder
  }

  private static func line(topic: String = "treaty", title: String = "A title") -> String {
    """
    {"schema":1,"time":"2024-11-22T00:38:01.000Z","seq":1,"id":"x","topic":"\(topic)","tier":"alert",\
    "kind":"backlog","source":"The Wire","lang":"en","title":"\(title)","link":"https://wire.example/1",\
    "published":"2024-10-24T11:00:00.000Z","why":"a **reason**"}
    """
  }
}
