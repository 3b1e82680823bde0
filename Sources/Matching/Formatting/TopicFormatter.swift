package import Statements

/// Rewrites topic files in the house style (docs/topics.md, "House style"); what they mean stays the same.
package struct TopicFormatter {
  private var output = FormattedLines()
  /// What begins on a line, by the number of the line.
  private var beginnings: [Int: Beginning] = [:]
  /// The lines since the last one with content: comments, and nil for blank ones.
  private var pending: [Note?] = []
  private var entry: OpenEntry?

  private enum Beginning {
    case statement(Statement)
    case entry(Statement.Entry, of: String)
  }

  private struct Note {
    var text: String
    var isIndented: Bool
  }

  /// An entry whose further lines may yet come.
  private struct OpenEntry {
    var format: EntryFormat
    /// The lines of the file that it spans, each with its comment.
    var lines: [EntryFormat.Line]
  }

  /// The file in the house style, or the mistakes that keep it from being read.
  package static func format(_ file: TopicFile) -> (text: [UInt8]?, mistakes: [Problem]) {
    let read = StatementReader.read(path: file.path, bytes: file.bytes)
    var compiler = TopicCompiler()
    for statement in read.statements { compiler.add(statement) }
    let mistakes = (read.problems + compiler.problems).filter { $0.severity == .error }
    guard mistakes.isEmpty else { return (nil, mistakes.sorted { $0.location < $1.location }) }
    var formatter = TopicFormatter(read.statements)
    for (index, line) in LineText.lines(of: LineText.content(of: file.bytes)).enumerated() {
      formatter.add(line, number: index + 1)
    }
    return (Array(formatter.finish().utf8), [])
  }

  private init(_ statements: [Statement]) {
    for statement in statements {
      beginnings[statement.keyword.location.line] = .statement(statement)
      for entry in statement.entries {
        beginnings[entry.key.location.line] = .entry(entry, of: statement.keyword.text)
      }
    }
  }

  private mutating func add(_ line: LineText, number: Int) {
    guard !line.content.isEmpty else {
      return pending.append(line.comment.map { Note(text: $0, isIndented: line.indentation > 0) })
    }
    switch beginnings[number] {
    case .statement(let statement):
      finishEntry()
      flushPending()
      output.add(statement.head, indentation: 0, comment: line.comment)
    case .entry(let entry, let keyword):
      finishEntry()
      flushPending()
      self.entry = OpenEntry(
        format: EntryFormat(entry, of: keyword), lines: [.content(number, comment: line.comment)])
    case nil:
      for note in pending { entry?.lines.append(note.map { .comment($0.text) } ?? .blank) }
      pending = []
      entry?.lines.append(.content(number, comment: line.comment))
    }
  }

  private mutating func finishEntry() {
    guard let entry else { return }
    entry.format.write(entry.lines, to: &output)
    self.entry = nil
  }

  private mutating func flushPending() {
    for note in pending {
      guard let note else {
        output.addBlank()
        continue
      }
      output.add(note.text, indentation: note.isIndented ? FormattedLines.entryIndentation : 0)
    }
    pending = []
  }

  private mutating func finish() -> String {
    finishEntry()
    flushPending()
    return output.text
  }
}

extension Statement {
  /// Its first line in the house style.
  fileprivate var head: String {
    let test = keyword.text == "test" ? try? TopicTest(self) : nil
    let words = [keyword.text, test?.written ?? arguments.text]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
