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
  /// Whether no line need be looked at for bytes that do not belong there.
  private let isClean: Bool
  private var file: StatementFile
  /// How far the latest entry is indented; a line indented deeper continues it.
  private var entryIndentation: Int?

  package static func read(path: String, bytes: [UInt8]) -> StatementFile {
    var reader = StatementReader(path: path, isClean: LineText.areClean(bytes))
    for (index, line) in LineText.lines(of: LineText.content(of: bytes)).enumerated() {
      reader.check(line, number: index + 1)
    }
    return reader.file
  }

  private init(path: String, isClean: Bool) {
    self.path = path
    self.isClean = isClean
    file = StatementFile(path: path, statements: [], problems: [])
  }

  private mutating func check(_ line: LineText, number: Int) {
    guard !isClean else { return read(line, number: number) }
    guard String(validating: line.bytes, as: UTF8.self) != nil else {
      return refuse(number, column: 1, "the line is not valid UTF-8; save the file as UTF-8")
    }
    if let control = line.firstControl {
      let column = LineText.scalarCount(line.bytes[..<control]) + 1
      return refuse(number, column: column, "the line has a control character; delete it")
    }
    read(line, number: number)
  }

  private mutating func read(_ line: LineText, number: Int) {
    let content = line.content
    guard !content.isEmpty else { return }
    // All before it is blanks, a column each.
    let indentation = content.startIndex - line.bytes.startIndex
    let location = Location(file: path, line: number, column: indentation + 1)
    if indentation == 0 {
      entryIndentation = nil
      let parts = split(content, at: location)
      file.statements.append(
        Statement(keyword: parts.key, arguments: parts.value, isSetting: parts.hasColon, entries: []))
    } else {
      addEntry(content, at: location, indentation: line.indentation)
    }
  }

  private mutating func addEntry(_ content: ArraySlice<UInt8>, at location: Location, indentation: Int) {
    guard let last = file.statements.indices.last else {
      return report(
        SourceText(content, at: location),
        "an indented line needs a statement above it; move it to the margin")
    }
    if let entryIndentation, indentation > entryIndentation,
      let entry = file.statements[last].entries.indices.last
    {
      let source = SourceText(content, at: location)
      if file.statements[last].entries[entry].value.text.isEmpty {
        file.statements[last].entries[entry].value = source
      } else {
        file.statements[last].entries[entry].value.append(line: source)
      }
      return
    }
    entryIndentation = indentation
    let parts = split(content, at: location)
    file.statements[last].entries.append(
      Statement.Entry(key: parts.key, value: parts.value, hasColon: parts.hasColon))
  }

  /// `key: value` where lower-case words stand before a colon and a space; otherwise the first word and the rest.
  private func split(
    _ line: ArraySlice<UInt8>, at location: Location
  ) -> (key: SourceText, value: SourceText, hasColon: Bool) {
    let colon = Self.keyEnd(line)
    let keyEnd = colon ?? line.firstIndex(where: LineText.isBlank) ?? line.endIndex
    let rest = colon.map { $0 + 1 } ?? keyEnd
    let valueStart = line[rest...].firstIndex { !LineText.isBlank($0) } ?? line.endIndex
    var valueLocation = location
    valueLocation.column += LineText.scalarCount(line[..<valueStart])
    return (
      SourceText(line[..<keyEnd], at: location), SourceText(line[valueStart...], at: valueLocation),
      colon != nil
    )
  }

  /// The colon behind a key: one that blank or the end follows, with only key letters before it.
  private static func keyEnd(_ line: ArraySlice<UInt8>) -> Int? {
    for index in line.indices {
      switch line[index] {
      case UInt8(ascii: ":"):
        let isEnd = index + 1 == line.endIndex || LineText.isBlank(line[index + 1])
        return isEnd && index > line.startIndex ? index : nil
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "\t"):
        break
      default: return nil
      }
    }
    return nil
  }

  private mutating func report(_ source: SourceText, _ message: String) {
    file.problems.append(Problem(at: source, message))
  }

  private mutating func refuse(_ line: Int, column: Int, _ message: String) {
    file.problems.append(Problem(at: Location(file: path, line: line, column: column), message))
  }
}

extension SourceText {
  fileprivate init(_ bytes: ArraySlice<UInt8>, at location: Location) {
    self.init(String(decoding: bytes, as: UTF8.self), at: location)
  }
}
