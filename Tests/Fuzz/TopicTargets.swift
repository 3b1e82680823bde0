@testable import Matching
@testable import Statements

/// The one syntax of all files that people write, and what is said about mistakes in it.
enum StatementTarget {
  @Sendable static func run(_ bytes: [UInt8]) {
    let file = StatementReader.read(path: "a.conf", bytes: bytes)
    for problem in file.problems { promise(problem.location.line > 0, "a mistake has its line") }
    let report = ProblemReport(file.problems, in: ["a.conf": bytes]).text
    promise(
      !report.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "a report steers no terminal")
    // A first line of its own: at the beginning of a file U+FEFF is no word.
    let written = "#\n" + file.statements.map(\.text).joined(separator: "\n")
    let again = StatementReader.read(path: "a.conf", bytes: Array(written.utf8))
    promise(again.statements.count == file.statements.count, "what is written out is read again")
  }
}

/// A topic file: compiled, formatted, asked.
enum TopicTarget {
  @Sendable static func run(_ bytes: [UInt8]) {
    let file = TopicFile(path: "a.topic", bytes: bytes)
    let (topics, problems) = TopicSet.compile([file])
    _ = ProblemReport(problems, in: ["a.topic": bytes]).text
    let text = String(decoding: bytes.prefix(2_000), as: UTF8.self)
    let item = MatchItem(language: nil, title: String(text.prefix(100)), summary: text, content: "")
    let matches = topics.match(item)
    for match in matches { promise(!match.evidence.isEmpty, "what fires has evidence") }
    _ = topics.explain(item).text
    guard let formatted = TopicFormatter.format(file).text else { return }
    let again = TopicFormatter.format(TopicFile(path: "a.topic", bytes: formatted)).text
    promise(again == formatted, "what is formatted stays as it is")
    let same = TopicSet.compile([TopicFile(path: "a.topic", bytes: formatted)]).0
    promise(same.match(item).map(\.branch) == matches.map(\.branch), "a formatted file means the same")
  }
}
