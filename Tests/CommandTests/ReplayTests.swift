import Foundation
import JSON
import Support
import Testing

@Suite("pactwatch replay")
struct ReplayTests {
  @Test("items gained, lost, raised and lowered are told with their reasons, and then the counts")
  func differences() throws {
    let archive = try Archive()
    try archive.topics(
      """
      concept north-korea
        en: "North Korea", Pyongyang
      concept treaty
        en: treaty, accord
      topic treaty
        match @north-korea SENT @treaty
        possible hails
      test treaty + "North Korea treaty"
      """)
    let result = try archive.replay()
    #expect(result.status == 0)
    let folder = archive.watch.folder.path
    let text = result.output.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, with: "TIME")
      .replacing(folder, with: "DIR")
    #expect(
      text == """
        lowered to possible  treaty  TIME  a (en)  item 1
          Pyongyang hails pact
          now: Pyongyang **hails** pact
            branch 2 (DIR/other/x.topic:7)
          https://news.example/20

        gained  treaty  TIME  a (en)  item 3
          North Korea blesses accord
          now: **North Korea** blesses **accord**
            branch 1 (DIR/other/x.topic:6)
          https://news.example/26

        lost  treaty  TIME  a (en)  item 4
          North Korea breaks pact
          was: **North Korea** breaks **pact**
          now: closest is branch 1 (DIR/other/x.topic:6)
            - @treaty is missing in the same sentence
          https://news.example/23


        """)
    #expect(
      result.errors.hasPrefix("pactwatch: 4 items; alerts by the configured topics -> by those in /")
        && result.errors.hasSuffix(": treaty 3 -> 2\n"))
  }

  @Test("JSON has one object a difference")
  func asJSON() throws {
    let archive = try Archive()
    try archive.topics("topic treaty\n  match accord\ntest treaty + \"accord\"\n")
    let result = try archive.replay(["--json"])
    let changes = try result.output.split(separator: "\n").map { line in
      let value = try JSONValue.read(Array(line.utf8)).value
      return ["change", "was", "now", "item", "why"].map { value[$0]?.string ?? "-" }
    }
    #expect(
      changes == [
        ["lost", "alert", "-", "1", "-"], ["lost", "alert", "-", "2", "-"],
        ["gained", "-", "alert", "3", "North Korea blesses **accord**"],
        ["lost", "alert", "-", "4", "-"],
      ])
  }

  @Test("without other topics the configured ones are compared with what was recorded")
  func recorded() throws {
    let archive = try Archive()
    #expect(try archive.replay(topics: false).output.isEmpty)
    try archive.watch.folder.write("pact.topic", "topic treaty\n  match pact\ntest treaty + \"pact\"\n")
    let result = try archive.replay(topics: false)
    #expect(result.output.split(separator: "\n").filter { $0.hasPrefix("lost") }.count == 1)
    #expect(
      result.errors.hasSuffix(
        "4 items; alerts recorded -> by the topics as they are now: treaty 3 -> 2\n"))
  }

  @Test("the state stays as it is, byte for byte, and one that cannot be written can be read")
  func readOnly() throws {
    let archive = try Archive()
    try archive.topics("topic treaty\n  match accord\ntest treaty + \"accord\"\n")
    let names = ["state.db", "state.db-wal"].map { archive.watch.folder("state/\($0)") }
    let before = names.map { FileManager.default.contents(atPath: $0) }
    #expect(try archive.replay().status == 0)
    #expect(names.map { FileManager.default.contents(atPath: $0) } == before)
  }

  @Test("topics with a mistake are refused, rather than all their alerts told as lost")
  func mistake() throws {
    let archive = try Archive()
    try archive.topics("topic treaty\n  match (accord\ntest treaty + \"accord\"\n")
    let result = try archive.replay()
    #expect(result.status == 78 && result.output.isEmpty)
    #expect(result.errors.contains("have mistakes: mend them first"))
  }

  @Test(
    "mistakes in the topics of the configuration are refused too, with their file", arguments: [true, false])
  func configuredMistake(hasOthers: Bool) throws {
    let archive = try Archive()
    try archive.topics("topic treaty\n  match accord\ntest treaty + \"accord\"\n")
    try archive.watch.folder.write("pact.topic", "topic treaty\n  match (accord\n")
    let result = try archive.replay(topics: hasOthers)
    #expect(result.status == 78 && result.output.isEmpty)
    #expect(
      result.errors.contains("pact.topic: mend the mistakes first, or alerts would look gained or lost"))
  }

  @Test("an age leaves out what is older; a wrong one and a missing archive are told")
  func since() throws {
    let archive = try Archive()
    try archive.topics("topic treaty\n  match accord\ntest treaty + \"accord\"\n")
    #expect(try archive.replay(["--since", "1h"]).errors.contains("4 items"))
    #expect(try archive.replay(["--since", "0m"]).errors.contains("0 items"))
    let wrong = try archive.replay(["--since", "yesterday"])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("--since takes an age"))
    try FileManager.default.removeItem(atPath: archive.watch.folder("state"))
    let missing = try archive.replay()
    #expect(missing.status == 66)
    #expect(missing.errors.contains("no run yet: "))
  }

  /// A state with four items, three of which were told.
  private struct Archive {
    let watch: Watch
    let server: LoopbackServer

    init() throws {
      watch = try Watch()
      server = try watch.serve()
      try watch.configure(server, feeds: ["a"])
      let titles = ["Pyongyang hails pact", "Treaty with North Korea", "North Korea blesses accord"]
      watch.publish("/a", titles + ["North Korea breaks pact"])
      #expect(try watch.run().status == 0)
    }

    func topics(_ text: String) throws {
      try FileManager.default.createDirectory(
        atPath: watch.folder("other"), withIntermediateDirectories: true)
      try watch.folder.write("other/x.topic", text)
    }

    func replay(_ arguments: [String] = [], topics: Bool = true) throws -> Binary.Result {
      let folder = topics ? ["--topics", watch.folder("other")] : []
      return try Binary.run(["replay", "--config", watch.folder("pactwatch.conf")] + folder + arguments)
    }
  }
}
