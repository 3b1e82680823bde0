/// Shows problems with the line they stand in and a mark under the place.
///
///     topics/pact.topic:14:9: error: unknown concept @norht-korea (did you mean @north-korea?)
///         match @norht-korea SENT @russia
///               ^~~~~~~~~~~~
package struct ProblemReport: Sendable {
  private let lines: [String: [Substring]]
  /// A longer line is shown in part: terminals wrap it and the mark then points nowhere.
  private static let lineLimit = 100

  /// - Parameter files: the text of each file by the path that its problems name.
  package init(files: [String: [UInt8]]) {
    lines = files.mapValues {
      String(decoding: $0, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }
  }

  /// All problems in the order of their places, each once, ending in a newline.
  package func text(_ problems: [Problem]) -> String {
    var shown: [Problem] = []
    for problem in problems.sorted(by: { $0.location < $1.location }) where shown.last != problem {
      shown.append(problem)
    }
    return shown.map(text(of:)).joined()
  }

  package func text(of problem: Problem) -> String {
    let headline = "\(problem.location.description): \(problem.severity.rawValue): \(problem.message)\n"
    let notes = problem.notes.map { "  note: \($0)\n" }.joined()
    return headline + excerpt(of: problem) + notes
  }

  private func excerpt(of problem: Problem) -> String {
    let number = problem.location.line
    guard let file = lines[problem.location.file], file.indices.contains(number - 1) else { return "" }
    let line = Self.masked(
      file[number - 1].unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
    let mark = min(problem.location.column - 1, line.count)
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

  /// Hides what may be a secret: a password in an address, and the path of an indented one, as webhooks have.
  private static func masked(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let separator: [Unicode.Scalar] = [":", "/", "/"]
    var masked = line
    for start in line.indices where line[start...].starts(with: separator) {
      let end = line[start...].firstIndex { $0 == " " || $0 == "\"" } ?? line.count
      let hostStart = start + separator.count
      let hostEnd = line[hostStart..<end].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? end
      if let at = line[hostStart..<hostEnd].lastIndex(of: "@") { mask(&masked, hostStart..<at) }
      if line.first == " " { mask(&masked, min(hostEnd + 1, end)..<end) }
    }
    return masked
  }

  private static func mask(_ line: inout [Unicode.Scalar], _ range: Range<Int>) {
    for index in range { line[index] = "*" }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
