import Foundation
import Support
import Testing

@Suite("What match, explain and parse read")
struct InputTests {
  @Test("a file beyond the limit is told and not read", arguments: ["parse", "match", "explain"])
  func tooLarge(command: String) throws {
    let watch = try Watch()
    let path = try watch.folder.write("large", "")
    try #require(FileHandle(forWritingAtPath: path)).truncate(atOffset: (256 << 20) + 1)
    let topics = command == "parse" ? [] : ["--topics", watch.folder.path]
    let result = try Binary.run([command] + topics + [path])
    #expect(result.status == 66)
    #expect(result.errors == "pactwatch: cannot read \(path): it is larger than 268435456 bytes\n")
  }

  @Test("a line without anything to match is told with its number and status 65")
  func nothingToMatch() throws {
    let watch = try Watch()
    let items = "{\"id\":1,\"title\":\"North Korea treaty\"}\n{\"id\":2}\n{\"id\":3,\"title\":null}\n[]\n"
    let result = try Binary.run(["match", "--json", "--topics", watch.folder.path], input: items)
    #expect(result.status == 65)
    #expect(
      result.errors == """
        pactwatch: -:2: nothing to match: it has no title, no summary, no content
        pactwatch: -:4: nothing to match: it has no title, no summary, no content

        """)
    #expect(result.output.split(separator: "\n").count == 4)
  }

  @Test("plain text from standard input goes by its first words")
  func firstWords() throws {
    let watch = try Watch()
    let text = "Seoul  signs\na treaty\nwith many words that no line of a terminal has any room for"
    let result = try Binary.run(["match", "--topics", watch.folder.path], input: text)
    #expect(result.status == 0)
    #expect(result.output == "-  Seoul signs a treaty with many words that no line of a termi…\n")
  }

  @Test(
    "where no topics are shipped, match and explain ask for some",
    .enabled(if: !InputTests.hasInstalledTopics),
    arguments: ["match", "explain"])
  func noTopics(command: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("a.txt", "North Korea signs treaty")
    let result = try Binary.run([command, "a.txt"], folder: folder.path)
    #expect(result.status == 66)
    #expect(
      result.errors == "pactwatch: the shipped topics are not installed; name --config or --topics\n")
  }

  private static let hasInstalledTopics = FileManager.default.fileExists(atPath: "/etc/pactwatch/topics")

  @Test("what is neither a feed nor text is told, with status 65", arguments: ["match", "explain"])
  func binary(command: String) throws {
    let watch = try Watch()
    let result = try Binary.run([command, "--topics", watch.folder.path, "-"], input: "\u{7F}ELF\0\0")
    #expect(result.status == 65)
    #expect(result.errors == "pactwatch: -: neither a feed nor text: it has NUL bytes\n")
    #expect(result.output.isEmpty)
  }
}
