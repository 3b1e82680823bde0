import Bytes

/// A sentence with its hits, for all who show it: a terminal, a log, a page, a chat.
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

  /// What stands before and behind each hit, and how the text between is escaped.
  package func text(
    hits: (before: String, behind: String), escaping escape: (String) -> String = { $0 }
  ) -> String {
    runs.map { run in
      run.isHit ? hits.before + escape(run.text) + hits.behind : escape(run.text)
    }.joined()
  }
}

extension MarkedText {
  package var written: String {
    text(hits: ("**", "**")) { $0.replacing("*", with: "\u{2217}") }
  }

  package var plain: String { text(hits: ("", "")) }

  /// Bold and yellow (ECMA-48); the text must be clean of what steers a terminal.
  package var terminal: String { text(hits: ("\u{1B}[1;33m", "\u{1B}[0m")) }

  package var html: String { text(hits: ("<mark>", "</mark>"), escaping: Self.escapedForHTML) }

  /// Bold in the markup of Slack and its like, which the text is yet to be escaped for.
  package var chat: String { text(hits: ("*", "*")) }

  private static func escapedForHTML(_ text: String) -> String {
    text.reduce(into: "") { html, character in
      switch character {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      default: html.append(character)
      }
    }
  }
}
