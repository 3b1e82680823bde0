import Bytes

/// A sentence with its hits, for all who show it: a terminal, a log, a chat.
///
/// Its written form is `Kim **sends** soldiers`, as the state and the alert log keep it. An asterisk of the text itself
/// is written as U+2217, so that two of them are always a mark.
package struct MarkedText: Sendable, Equatable {
  package struct Run: Sendable, Equatable {
    package var text: String
    package var isHit: Bool
  }

  package private(set) var runs: [Run]

  init(runs: [Run]) { self.runs = runs.filter { !$0.text.isEmpty } }

  /// Reads the written form; a mark without its partner reaches to the end.
  package init(_ written: String) {
    var runs = [Run(text: "", isHit: false)]
    var rest = written.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == Self.asterisk, rest.first == Self.asterisk {
        rest.removeFirst()
        runs.append(Run(text: "", isHit: !runs[runs.count - 1].isHit))
      } else {
        runs[runs.count - 1].text.unicodeScalars.append(scalar)
      }
    }
    self.init(runs: runs)
  }

  private static let asterisk: Unicode.Scalar = "*"

  package var written: String {
    runs.map { run in
      let mark = run.isHit ? "**" : ""
      return mark + run.text.replacing("*", with: "\u{2217}") + mark
    }.joined()
  }

  /// Bold and yellow (ECMA-48); the text must be clean of what steers a terminal.
  package var terminal: String {
    runs.map { $0.isHit ? "\u{1B}[1;33m\($0.text)\u{1B}[0m" : $0.text }.joined()
  }
}
