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

  @Test("following ends when its reader has gone", .timeLimit(.minutes(1)))
  func abandoned() throws {
    let folder = try folder([Self.line()])
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = ["alerts", "--follow", "-c", folder("a.conf")]
    process.standardOutput = output
    try process.run()
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    try output.fileHandleForReading.close()
    withExtendedLifetime(folder) { process.waitUntilExit() }
    #expect(process.terminationStatus == 0)
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
