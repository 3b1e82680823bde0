/// What a file that a person wrote says, and what is wrong with its form.
package struct StatementFile: Sendable, Equatable {
  package var path: String
  package var statements: [Statement]
  package var problems: [Problem]
}

/// Reads the one syntax of configuration, feed and topic files (docs/design.md, "One syntax").
///
/// It knows lines, indentation, comments and colons; what the words mean is the caller's affair.
/// A line that cannot be read is a problem of its own and leaves the others alone.
package struct StatementReader {
  private let path: String
  private var file: StatementFile
  /// How far the latest entry is indented; a line indented deeper continues it.
  private var entryIndentation: Int?

  package static func read(path: String, bytes: [UInt8]) -> StatementFile {
    var reader = StatementReader(path: path)
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...]
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { reader.read(line, number: index + 1) }
    return reader.file
  }

  private init(path: String) {
    self.path = path
    file = StatementFile(path: path, statements: [], problems: [])
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
    let trimmed = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard let line = String(validating: trimmed, as: UTF8.self) else {
      return refuse(number, column: 1, "the line is not valid UTF-8; save the file as UTF-8")
    }
    let scalars = Array(line.unicodeScalars)
    if let control = scalars.firstIndex(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) {
      return refuse(number, column: control + 1, "the line has a control character; delete it")
    }
    read(LineText(scalars: scalars), number: number)
  }

  private mutating func read(_ line: LineText, number: Int) {
    let content = line.content
    guard !content.isEmpty else { return }
    let source = text(line.scalars[content], number: number, column: content.lowerBound + 1)
    if content.lowerBound == 0 {
      entryIndentation = nil
      let parts = split(source)
      file.statements.append(
        Statement(keyword: parts.key, arguments: parts.value, isSetting: parts.hasColon, entries: []))
    } else {
      addEntry(source, indentation: line.indentation)
    }
  }

  private mutating func addEntry(_ source: SourceText, indentation: Int) {
    guard let last = file.statements.indices.last else {
      return report(source, "an indented line needs a statement above it; move it to the margin")
    }
    if let entryIndentation, indentation > entryIndentation,
      let entry = file.statements[last].entries.indices.last
    {
      if file.statements[last].entries[entry].value.text.isEmpty {
        file.statements[last].entries[entry].value = source
      } else {
        file.statements[last].entries[entry].value.append(line: source)
      }
      return
    }
    entryIndentation = indentation
    let parts = split(source)
    file.statements[last].entries.append(
      Statement.Entry(key: parts.key, value: parts.value, hasColon: parts.hasColon))
  }

  /// `key: value` where lower-case words stand before a colon and a space; otherwise the first word and the rest.
  private func split(_ source: SourceText) -> (key: SourceText, value: SourceText, hasColon: Bool) {
    let bytes = Array(source.text.utf8)
    let colon = Self.keyEnd(bytes)
    let keyEnd = colon ?? bytes.firstIndex(where: Self.isBlank) ?? bytes.count
    let rest = colon.map { $0 + 1 } ?? keyEnd
    let valueStart = bytes[rest...].firstIndex { !Self.isBlank($0) } ?? bytes.count
    return (source.slice(0..<keyEnd), source.slice(valueStart..<bytes.count), colon != nil)
  }

  /// The colon behind a key: one that blank or the end follows, with only key letters before it.
  private static func keyEnd(_ bytes: [UInt8]) -> Int? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    guard colon + 1 == bytes.count || isBlank(bytes[colon + 1]) else { return nil }
    let isKey = bytes[..<colon].allSatisfy { byte in
      isBlank(byte) || byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    return isKey ? colon : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>, number: Int, column: Int) -> SourceText {
    var text = String.UnicodeScalarView()
    // One by one: appending a slice goes through code that is not specialised.
    for scalar in scalars { text.append(scalar) }
    return SourceText(String(text), at: Location(file: path, line: number, column: column))
  }

  private mutating func report(_ source: SourceText, _ message: String) {
    file.problems.append(Problem(at: source, message))
  }

  private mutating func refuse(_ line: Int, column: Int, _ message: String) {
    file.problems.append(Problem(at: Location(file: path, line: line, column: column), message))
  }
}

/// A line's scalars, and which of them are neither indentation, comment nor blank at the end.
private struct LineText {
  let scalars: [Unicode.Scalar]

  var content: Range<Int> {
    let start = scalars.firstIndex { !Self.isBlank($0) } ?? scalars.count
    let end = scalars[start..<commentStart].lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? start
    return start..<end
  }

  /// Columns before the content; a tab goes to the next multiple of 8, as in Makefiles and Python.
  var indentation: Int {
    let tabStop = 8
    return scalars.prefix(while: Self.isBlank).reduce(0) { column, scalar in
      scalar == "\t" ? (column / tabStop + 1) * tabStop : column + 1
    }
  }

  /// A `#` begins a comment at the start or behind a blank, but not within double quotes.
  private var commentStart: Int {
    var isQuoted = false
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\\" where isQuoted: index += 1
      case "\"": isQuoted.toggle()
      case "#" where !isQuoted && (index == 0 || Self.isBlank(scalars[index - 1])): return index
      default: break
      }
      index += 1
    }
    return scalars.count
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
