import Foundation
import Support
import Testing

/// What the README shows is there: its configurations pass `check`, its jq recipes run, and its commands, options, make targets
/// and documents exist.
@Suite("The README")
struct ReadmeTests {
  private struct Block {
    let language: String
    let text: String
  }

  @Test("what it calls a configuration is one, and its topic passes its tests")
  func statements() throws {
    let folder = try TemporaryDirectory()
    let blocks = try Self.blocks().filter { $0.language == "pactwatch" }
    try #require(blocks.count >= 4)
    let topics = blocks.filter { $0.text.hasPrefix("concept") }
    try #require(!topics.isEmpty)
    for (number, topic) in topics.enumerated() { try folder.write("\(number).topic", topic.text) }
    let rest = blocks.filter { !$0.text.hasPrefix("concept") }.map(\.text).joined(separator: "\n")
    let shipped = Checkout.path("etc/pactwatch/topics")
    try folder.write(
      "pactwatch.conf", "contact: ops@example.org\ninclude *.topic\ninclude \(shipped)/*.topic\n\(rest)")
    let result = try Binary.run(["check", "--config", folder("pactwatch.conf")])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("every command in it exists, with the options that it is given")
  func commands() throws {
    let lines = try Self.blocks().filter { $0.language == "sh" }.flatMap { $0.text.split(separator: "\n") }
    let commands = lines.compactMap { Self.command(in: String($0)) }
    try #require(commands.count >= 8)
    for words in commands {
      let result = try Binary.run(words + ["--help"])
      #expect(result.status == 0, "pactwatch \(words.joined(separator: " ")): \(result.errors)")
    }
  }

  @Test("its everyday commands do what it says, on a watch that has told something")
  func everyday() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(
      server, feeds: ["a"], more: "receiver hook\n  webhook: \(server.url("/hook"))\n")
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    try watch.run()
    let block = try #require(try Self.blocks().first { $0.text.contains("pactwatch status  ") })
    let commands = block.text.split(separator: "\n").compactMap { Self.command(in: String($0)) }
    try #require(commands.count >= 12)
    // Following ends with its reader only.
    for words in commands where !words.contains("--follow") {
      let words = words.map {
        [
          "4711": "1", "troops": "treaty", "harbour-ledger": "a", "'направ*'": "'treat*'",
          "new": watch.folder.path,
        ][$0] ?? $0
      }
      .map { $0.replacingOccurrences(of: "'", with: "") }
      let file = words[0] == "completions" ? [] : ["--config", watch.folder("pactwatch.conf")]
      let result = try Binary.run(words + file)
      #expect(result.status == 0 && !(result.output + result.errors).isEmpty, "\(words): \(result.errors)")
    }
  }

  @Test("its make targets exist")
  func targets() throws {
    let makefile = try String(contentsOfFile: Checkout.path("Makefile"), encoding: .utf8)
    let lines = try Self.blocks().filter { $0.language == "sh" }.flatMap { $0.text.split(separator: "\n") }
    let targets = lines.compactMap { line -> Substring? in
      let words = line.drop { $0 == "$" || $0 == " " }.split(separator: " ").drop { $0 == "sudo" }
      return words.first == "make" ? words.dropFirst().first : nil
    }
    try #require(!targets.isEmpty)
    for target in targets { #expect(makefile.contains("\n\(target):"), "make \(target)") }
  }

  @Test("its jq recipes read the log", .enabled(if: Shell.isInstalled("jq"), "jq is not installed"))
  func recipes() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["North Korea signs treaty"])
    try watch.run()
    let lines = try Self.blocks().filter { $0.language == "sh" }.flatMap { $0.text.split(separator: "\n") }
    let recipes = lines.filter { $0.contains("jq ") && $0.contains("alerts.jsonl") }
    try #require(recipes.count >= 3)
    for recipe in recipes {
      let command = recipe.replacingOccurrences(of: "/var/log/pactwatch/", with: watch.folder.path + "/")
        .replacingOccurrences(of: "tail -F", with: "cat")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "set -e; \(command) > \(watch.folder("shown"))"]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(recipe)")
      #expect(try watch.folder.text("shown").contains("treaty"), "\(recipe)")
    }
  }

  @Test("the documents that it links to are there")
  func links() throws {
    let text = try Self.text("README.md")
    let targets = text.components(separatedBy: "](").dropFirst().compactMap { $0.split(separator: ")").first }
    for target in targets where !target.hasPrefix("http") {
      let path = String(target.prefix { $0 != "#" })
      #expect(FileManager.default.fileExists(atPath: Checkout.path(path)), "\(target)")
    }
  }

  /// The words of `pactwatch WORDS...` in a line of a shell; placeholders and what is piped on are left out.
  private static func command(in line: String) -> [String]? {
    let words = line.split(separator: "#")[0].split(separator: "|")[0].split(separator: " ").map(String.init)
    guard let start = words.lastIndex(of: "pactwatch"),
      start == 0 || words[start - 1] == "sudo" || words[0] == "sudo",
      words.count > start + 1, !["&&", "{"].contains(words[start + 1])
    else { return nil }
    return words[(start + 1)...].filter { !$0.hasPrefix("2>") && $0 != ">" }
  }

  private static func blocks() throws -> [Block] {
    var blocks: [Block] = []
    var language: String?
    var lines: [String] = []
    for line in try text("README.md").components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let opened = language {
          blocks.append(Block(language: opened, text: lines.joined(separator: "\n") + "\n"))
        }
        language = language == nil ? String(line.dropFirst(3)) : nil
        lines = []
      } else {
        lines.append(line)
      }
    }
    return blocks
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: Checkout.path(name), encoding: .utf8)
  }
}
