import Statements

/// An entry of a topic file as the parts that lines are filled with.
struct EntryFormat {
  /// `en:`, `weak ru:`, `match`.
  private let head: String
  private let parts: [Part]

  struct Part {
    var text: String
    /// The line of the file that it begins in.
    var line: Int
  }

  /// A line of the file that belongs to the entry.
  enum Line {
    case content(Int, comment: String?)
    case comment(String)
    case blank

    /// nil of lines without content.
    var number: Int? { if case .content(let number, _) = self { number } else { nil } }

    var comment: String? {
      switch self {
      case .content(_, let comment): comment
      case .comment(let text): text
      case .blank: nil
      }
    }
  }

  init(_ entry: Statement.Entry, of keyword: String) {
    let key = entry.key.text.oneLine
    let isRule = key == "match" || key == "possible"
    head = entry.hasColon && !isRule ? key + ":" : key
    if isRule {
      parts = Self.expressionParts(entry.value)
    } else if keyword == "concept" {
      parts = Self.termParts(entry.value)
    } else {
      parts = entry.value.text.oneLine.split(separator: " ").map {
        Part(text: String($0), line: entry.value.location.line)
      }
    }
  }

  private static func termParts(_ value: SourceText) -> [Part] {
    let terms = TermList.split(value)
    return terms.enumerated().map { index, term in
      var text = term.text.oneLine
      // Behind a blank it would begin a comment.
      if text.hasPrefix("#") { text = "\"\(text)\"" }
      if index + 1 < terms.count { text += "," }
      return Part(text: text, line: term.location.line)
    }
  }

  /// Lines break before operators.
  private static func expressionParts(_ value: SourceText) -> [Part] {
    // Mistakes have been told before.
    guard let tokens = try? ExpressionLexer.tokens(value) else { return [] }
    var parts: [Part] = []
    var glued = false
    var before = ExpressionToken.Kind.open
    for token in tokens where token.kind != .end {
      let text = written(token)
      let isOperator = token.kind.isBinary ? before != .not : token.kind == .not && !before.isBinary
      if parts.isEmpty || (isOperator && !glued) {
        parts.append(Part(text: text, line: token.source.location.line))
      } else {
        parts[parts.count - 1].text += (glued || token.kind == .close ? "" : " ") + text
      }
      glued = token.kind == .open || token.kind.isScope
      before = token.kind
    }
    return parts
  }

  /// A word in the house style: aliases become the operators that they stand for.
  private static func written(_ token: ExpressionToken) -> String {
    switch token.kind {
    case .open: "("
    case .close: ")"
    case .not: "NOT"
    case .binary(let binary): binary.written
    case .scope(let scope): scope.written
    case .atLeast(let count): "ATLEAST/\(count)"
    case .concept, .term, .end: token.source.text.oneLine
    }
  }
}

// MARK: - Writing

extension EntryFormat {
  /// Fills the lines anew, unless a comment or a blank line stands among them: then each keeps its place.
  func write(_ lines: [Line], to output: inout FormattedLines) {
    let last = parts.last?.line ?? 0
    let end = lines.lastIndex { $0.number.map { $0 <= last } ?? false } ?? 0
    let value = lines[...end]
    if value.dropLast().allSatisfy({ $0.number != nil && $0.comment == nil }) {
      let comment = value.last?.comment
      output.fill(head, parts.map(\.text), indentation: FormattedLines.entryIndentation, comment: comment)
    } else {
      write(inPlace: value, to: &output)
    }
    // What stood here belongs to a line before now, but for the comments.
    for line in lines[(end + 1)...] {
      if let comment = line.comment { output.add(comment, indentation: FormattedLines.entryIndentation) }
      if case .blank = line { output.addBlank() }
    }
  }

  private func write(inPlace lines: ArraySlice<Line>, to output: inout FormattedLines) {
    var rest = parts[...]
    for (index, line) in zip(lines.indices, lines) {
      let here = rest.prefix { $0.line <= line.number ?? 0 }.map(\.text)
      rest = rest.dropFirst(here.count)
      if case .blank = line {
        output.addBlank()
      } else if index == lines.startIndex {
        output.fill(head, here, indentation: FormattedLines.entryIndentation, comment: line.comment)
      } else if !here.isEmpty || line.comment != nil {
        output.fill("", here, indentation: FormattedLines.continuationIndentation, comment: line.comment)
      }
    }
  }
}

extension ExpressionToken.Kind {
  fileprivate var isScope: Bool { if case .scope = self { true } else { false } }
  fileprivate var isBinary: Bool { if case .binary = self { true } else { false } }
}
