import Posix

/// One command of the table that parser, help and manual page are made from.
struct Command: Sendable {
  /// One word, or two for one of a group: `topics format`.
  let name: String
  /// One line, without a full stop.
  let summary: String
  /// Whole sentences; paragraphs are separated by an empty line.
  let details: String
  var operands = Operands.none
  var options: [Option] = []
  let run: @Sendable (Arguments) -> ExitStatus

  /// What may stand behind the options.
  struct Operands: Sendable, Equatable {
    let usage: String
    let count: ClosedRange<Int>

    static let none = Operands(usage: "", count: 0...0)
    static func optional(_ usage: String) -> Operands { Operands(usage: "[\(usage)]", count: 0...1) }
    static func one(_ usage: String) -> Operands { Operands(usage: usage, count: 1...1) }
    static func any(_ usage: String) -> Operands { Operands(usage: "[\(usage)...]", count: 0...Int.max) }
    static func many(_ usage: String) -> Operands { Operands(usage: "\(usage)...", count: 1...Int.max) }
  }

  /// A switch, or an option that takes one value.
  struct Option: Sendable, Equatable {
    let name: String
    var letter: Character?
    /// What stands for the value in help; nil makes it a switch.
    var value: String?
    let summary: String

    /// As help shows it: `-c, --config FILE`.
    var usage: String {
      (letter.map { "-\($0), " } ?? "    ") + "--\(name)" + (value.map { " \($0)" } ?? "")
    }
  }

  var words: [String] { name.split(separator: " ").map(String.init) }

  /// Whether it is one of the commands that begin with this word.
  func isIn(_ word: String) -> Bool { words.count > 1 && words[0] == word }
}
