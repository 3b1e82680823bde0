import Testing

@testable import Statements

@Suite("Reading statements")
struct StatementReaderTests {
  @Test("a value that goes on over very many lines is read in linear time", .timeLimit(.minutes(1)))
  func manyLines() throws {
    let count = 100_000
    let text = "topic t\n  match:\n" + (1...count).map { "      word\($0)\n" }.joined()
    let file = StatementReader.read(path: "a", bytes: Array(text.utf8))
    let value = try #require(file.statements.first?.entries.first?.value)
    #expect(value.text.hasSuffix("\nword\(count)"))
    let length = value.text.utf8.count
    for offset in stride(from: 0, to: length, by: length / count) { _ = value.slice(offset..<offset) }
    #expect(value.location(at: length) == Location(file: "a", line: count + 2, column: 17))
    #expect(value.slice(6..<14).location(at: 3) == Location(file: "a", line: 4, column: 10))
  }

  @Test("settings, statements, entries and continuations are told apart")
  func allForms() {
    let file = read(
      """
      # a comment
      state: /var/lib/pactwatch   # where it is kept
      feed yonhap https://example.org/rss#news
        lang: en
      topic treaty
        match @a SENT
            (@b OR @c)
        possible TITLE:(@a)
      test treaty + "a # is no comment here: never"
      """)
    #expect(file.problems.isEmpty)
    #expect(file.statements.map(\.keyword.text) == ["state", "feed", "topic", "test"])
    #expect(file.statements.map(\.isSetting) == [true, false, false, false])
    #expect(file.statements[0].arguments.text == "/var/lib/pactwatch")
    #expect(file.statements[1].arguments.text == "yonhap https://example.org/rss#news")
    #expect(file.statements[1].entries.map(\.key.text) == ["lang"])
    #expect(file.statements[2].entries.map(\.value.text) == ["@a SENT\n(@b OR @c)", "TITLE:(@a)"])
    #expect(file.statements[3].arguments.text == #"treaty + "a # is no comment here: never""#)
  }

  @Test(
    "a colon ends a key only behind lower-case words and before a blank",
    arguments: [
      ("digest over: 5", "digest over", "5", true),
      ("feed demo file:en.xml", "feed", "demo file:en.xml", false),
      ("feed a http://h/", "feed", "a http://h/", false),
      ("test t \"Moscow: yes\"", "test", "t \"Moscow: yes\"", false),
      ("contact:", "contact", "", true),
    ])
  func keys(line: String, key: String, value: String, isSetting: Bool) throws {
    let statement = try #require(read(line).statements.first)
    #expect(statement.keyword.text == key)
    #expect(statement.arguments.text == value)
    #expect(statement.isSetting == isSetting)
  }

  @Test("a place in a continued value is that of its own line")
  func locations() throws {
    let file = read("topic t\n  match @북한 SENT\n      @b")
    let value = try #require(file.statements.first?.entries.first?.value)
    #expect(value.location == Location(file: "t.topic", line: 2, column: 9))
    let han = try #require(value.text.utf8.firstIndex(of: UInt8(ascii: "S")))
    let offset = value.text.utf8.distance(from: value.text.startIndex, to: han)
    #expect(value.location(at: offset) == Location(file: "t.topic", line: 2, column: 13))
    #expect(value.location(at: value.text.utf8.count - 1) == Location(file: "t.topic", line: 3, column: 8))
    #expect(value.slice(offset..<value.text.utf8.count).location(at: 5).line == 3)
  }

  @Test("a bad line is one problem and leaves the others alone")
  func badLines() {
    let bytes = Array("a: 1\nb: ".utf8) + [0xFF] + Array("\n  c: 2\nd: \u{1}\ne: 3\r\n".utf8)
    let file = StatementReader.read(path: "x.conf", bytes: bytes)
    #expect(file.problems.map(\.location.line) == [2, 4])
    #expect(file.statements.map(\.keyword.text) == ["a", "e"])
    #expect(file.statements.last?.arguments.text == "3")
  }

  @Test("an indented line at the top has no statement to belong to")
  func orphan() {
    let file = read("  lang: en")
    #expect(
      file.problems.map(\.message) == [
        "an indented line needs a statement above it; move it to the margin"
      ])
  }

  @Test("any bytes are read without a trap")
  func noise() {
    var state: UInt64 = 88_172_645_463_325_252
    let alphabet = Array("ab:#\"\\ \t\n\r@北\u{FEFF}".utf8) + [0xFF, 0xC3, 0x00]
    for _ in 0..<2_000 {
      let bytes = (0..<40).map { _ -> UInt8 in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return alphabet[Int(state % UInt64(alphabet.count))]
      }
      let file = StatementReader.read(path: "noise", bytes: bytes)
      let report = ProblemReport(file.problems, in: ["noise": bytes]).text
      #expect(report.isEmpty == file.problems.isEmpty)
    }
  }

  private func read(_ text: String) -> StatementFile {
    StatementReader.read(path: "t.topic", bytes: Array(text.utf8))
  }
}
