import Foundation
import Support
import Testing

/// The commands and examples of what is in docs/ and CONTRIBUTING.md.
@Suite("The documents")
struct DocumentTests {
  private static let names = [
    "CONTRIBUTING.md", "docs/configuration.md", "docs/design.md", "docs/fetching.md", "docs/operations.md",
    "docs/receivers.md", "docs/topics.md",
  ]

  @Test("each command in them exists, with the options that it is given", arguments: names)
  func commands(document: String) throws {
    for command in try Self.inlineCode(of: document) where command.hasPrefix("pactwatch ") {
      // What is in capitals stands for something.
      let words = command.dropFirst(10).split { " |[]".contains($0) }.map(String.init)
      let meant = words.map { $0.allSatisfy { $0.isUppercase || $0 == "." } ? "x" : $0 }
      let result = try Binary.run(meant + ["--help"])
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
  }

  @Test("each test that they name is there", arguments: names)
  func tests(document: String) throws {
    let sources = try Self.testSources()
    let folders = ["Tests"] + (try FileManager.default.contentsOfDirectory(atPath: Checkout.path("Tests")))
    for name in try Self.inlineCode(of: document) {
      let parts = name.split(separator: ".", maxSplits: 1)
      guard let suiteName = parts.first, suiteName.hasSuffix("Tests"), suiteName.allSatisfy(\.isLetter),
        !folders.contains(String(suiteName))
      else { continue }
      let suite = sources.filter { $0.contains("struct \(suiteName)") || $0.contains("class \(suiteName)") }
      #expect(!suite.isEmpty, "\(name)")
      guard parts.count == 2 else { continue }
      #expect(sources.contains { $0.contains("func \(parts[1])(") }, "\(name)")
    }
  }

  @Test("each of the sixty cases of fetching has a test, and where a number is named one of that number")
  func cases() throws {
    let text = try Self.text("docs/fetching.md")
    let table = try #require(text.components(separatedBy: "\n## Sixty cases\n").last)
    let sources = try Self.testSources()
    var numbers: [String] = []
    for row in table.split(separator: "\n") {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0].first?.isNumber == true else { continue }
      numbers += cells[0].components(separatedBy: ", ")
      let suites = cells[2].components(separatedBy: "`").dropFirst()
      #expect(suites.count >= 2, "\(row)")
      // Between the marks stands a suite, behind them the numbers of its tests.
      for (suite, rest) in zip(suites, suites.dropFirst()) where suite.hasSuffix("Tests") {
        let source = try #require(sources.first { $0.contains("struct \(suite) ") }, "\(suite)")
        for number in rest.split(whereSeparator: { !$0.isNumber }) {
          #expect(source.contains(try Regex("\"([0-9]+, )*\(number)(, [0-9]+)*[:\"]")), "\(suite) \(number)")
        }
      }
    }
    #expect(numbers == (1...60).map(String.init))
  }

  @Test("the topic that the language begins with passes its own tests")
  func topic() throws {
    let lines = try Self.text("docs/topics.md").components(separatedBy: "\n")
    let example = lines.filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.joined(separator: "\n")
    try #require(example.contains("\ntopic treaty\n") && example.contains("\ntest treaty"))
    let folder = try TemporaryDirectory()
    try folder.write("treaty.topic", example + "\n")
    try folder.write(
      "pactwatch.conf",
      "state: \(folder.path)\ninclude *.topic\nreceiver log\n  file: \(folder("log"))\nfeed a file:a.xml\n")
    try folder.write("a.xml", Watch.rss(["Weather"]))
    let result = try Binary.run(["check", "--config", folder("pactwatch.conf")])
    #expect(result.status == 0, "\(result.errors)\(result.output)")
  }

  @Test("the receivers of the examples are read without a mistake, and lack only their secrets")
  func receivers() throws {
    let folder = try TemporaryDirectory()
    try folder.write("receivers.conf", try Self.text("docs/examples/receivers.conf"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("topics"), withDestinationPath: Checkout.path("etc/pactwatch/topics"))
    try folder.write(
      "pactwatch.conf", "contact: a@b.example\ninclude receivers.conf\nfeed a https://a.example/\n")
    let result = try Binary.run(["check", "--config", folder("pactwatch.conf")])
    #expect(result.output.contains("1 feed, 5 receivers, 2 topics"), "\(result.output)")
    #expect(!result.errors.contains("error: "), "\(result.errors)")
  }

  private static func inlineCode(of document: String) throws -> [String] {
    let prose = try text(document).components(separatedBy: "\n").filter { !$0.hasPrefix("    ") }
    return prose.flatMap { line in
      line.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }
  }

  private static func testSources() throws -> [String] {
    let root = Checkout.path("Tests")
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)
    }
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: Checkout.path(name), encoding: .utf8)
  }
}
