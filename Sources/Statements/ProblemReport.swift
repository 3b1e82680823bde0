/// Shows problems with the line they stand in and a mark under the place.
///
///     topics/pact.topic:14:9: error: unknown concept @norht-korea (did you mean @north-korea?)
///         match @norht-korea SENT @russia
///               ^~~~~~~~~~~~
package struct ProblemReport: Sendable {
  private let problems: [Problem]
  /// Of the files that have problems.
  private let lines: [String: [LineText]]
  /// A longer line is shown in part: terminals wrap it and the mark then points nowhere.
  private static let lineLimit = 100

  /// - Parameter files: the text of each file by the path that its problems name.
  package init(_ problems: [Problem], in files: [String: [UInt8]]) {
    self.problems = problems
    let named = Set(problems.map(\.location.file))
    lines = files.filter { named.contains($0.key) }.mapValues { LineText.lines(of: LineText.content(of: $0)) }
  }

  /// Nobody reads more in one go, and each is worth looking at its line again.
  package static let most = 100

  /// All problems in the order of their places, each once, ending in a newline; of very many the first ones, errors before
  /// warnings, and how many there are more.
  package var text: String {
    var found: [Problem] = []
    for problem in problems.sorted(by: { $0.location < $1.location }) where found.last != problem {
      found.append(problem)
    }
    guard found.count > Self.most else { return found.map(text(of:)).joined() }
    let errors = found.filter { $0.severity == .error }.prefix(Self.most)
    let warnings = found.filter { $0.severity == .warning }.prefix(Self.most - errors.count)
    let shown = (errors + warnings).sorted { $0.location < $1.location }
    return shown.map(text(of:)).joined() + "and \(found.count - shown.count) more\n"
  }

  private func text(of problem: Problem) -> String {
    let mask = mask(at: problem.location)
    let say = { (text: String) in Self.visible(mask?.clean(text) ?? SecretMask([]).clean(text)) }
    let place = Self.visible(problem.location.description)
    let headline = "\(place): \(problem.severity.rawValue): \(say(problem.message))\n"
    let notes = problem.notes.map { "  note: \(say($0))\n" }.joined()
    return headline + (mask.map { excerpt(of: problem, in: $0.masked) } ?? "") + notes
  }

  /// What to hide in the line that a problem stands in; nil where there is none that can be shown.
  private func mask(at location: Location) -> SecretMask? {
    guard let file = lines[location.file], file.indices.contains(location.line - 1) else { return nil }
    let line = file[location.line - 1]
    guard line.bytes.count <= Self.longestLine else { return nil }
    let continued = file[..<(location.line - 1)].suffix(Self.lookBack)
      .last { $0.indentation < line.indentation && !$0.isBlank }
    return SecretMask(line.scalars, continuing: continued?.scalars)
  }

  /// Nobody wrote a longer one, in bytes, by hand; a program may have, with many mistakes in it.
  private static let longestLine = 10_000

  /// A value goes on over few lines; this keeps the work for each problem small.
  private static let lookBack = 32

  private func excerpt(of problem: Problem, in line: [Unicode.Scalar]) -> String {
    let line = line.map(Self.visible)
    let mark = max(0, min(problem.location.column - 1, line.count))
    let first = mark > Self.lineLimit / 2 ? mark - Self.lineLimit / 4 : 0
    let shown = line[first..<min(line.count, first + Self.lineLimit)]
    let length = max(1, min(problem.length, shown.endIndex - mark))
    let markWidth = max(1, DisplayWidth.of(line[mark..<min(line.count, mark + length)]))
    let lead = (first > 0 ? 1 : 0) + DisplayWidth.of(line[first..<mark])
    let tail = shown.endIndex < line.count ? "…" : ""
    let text = (first > 0 ? "…" : "") + Self.string(shown) + tail
    return
      "    \(text)\n    \(String(repeating: " ", count: lead))^\(String(repeating: "~", count: markWidth - 1))\n"
  }

  /// Blanks for tabs, and a mark for what would steer a terminal or cannot be seen.
  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control where scalar == "\t" || scalar == "\r": " "
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: scalar
    }
  }

  private static func visible(_ text: String) -> String { string(text.unicodeScalars.map(visible)[...]) }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
