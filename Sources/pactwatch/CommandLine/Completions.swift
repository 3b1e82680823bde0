/// What a shell needs to know to complete a command line, taken from the table.
struct Completions {
  let commands: [Command]

  enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish
  }

  /// What stands where a value or an operand is expected.
  enum Expectation: Equatable {
    case file
    case folder
    case words([String])
    /// Names that the configuration has.
    case names(Names)
    /// A number, a time: nothing that a shell can know.
    case unknown

    /// Reads it from the word that stands for it in help: `FILE|ITEM`, `DIR`, `bash|zsh|fish`.
    init(_ usage: String) {
      let words = usage.split(separator: "|").map(String.init)
      self =
        if words.contains("FILE") {
          .file
        } else if words == ["DIR"] {
          .folder
        } else if let names = Names.allCases.first(where: { words == [$0.usage] }) {
          .names(names)
        } else if !words.isEmpty && words.allSatisfy({ $0 == $0.lowercased() }) {
          .words(words)
        } else {
          .unknown
        }
    }
  }

  /// What `pactwatch completions` prints the names of, for the scripts to offer.
  enum Names: String, CaseIterable {
    case feeds
    case topics
    case receivers

    /// What stands for one of them in help.
    var usage: String { rawValue.dropLast().uppercased() }

    /// What a script runs; a configuration that cannot be read offers nothing.
    var command: String { "pactwatch completions \(rawValue) 2>/dev/null" }
  }

  /// A word that may come next, and what it means.
  struct Choice {
    let word: String
    let summary: String
  }

  func script(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// What `pactwatch` itself may be followed by.
  var firstWords: [Choice] {
    let words = commands.map { command in
      let words = command.words
      return Choice(word: words[0], summary: words.count == 1 ? command.summary : group(words[0]))
    }
    let named = words.enumerated().filter { index, choice in
      !words[..<index].contains { $0.word == choice.word }
    }
    return named.map(\.element) + [
      Choice(word: "--help", summary: "Show what there is"),
      Choice(word: "--version", summary: "Show the version"),
    ]
  }

  /// The first words of commands that have two: `feeds` of `feeds list`.
  var groups: [String] { firstWords.map(\.word).filter { !secondWords(after: $0).isEmpty } }

  func secondWords(after word: String) -> [Choice] {
    commands.compactMap { command in
      let words = command.words
      return words.count > 1 && words[0] == word ? Choice(word: words[1], summary: command.summary) : nil
    }
  }

  private func group(_ word: String) -> String {
    secondWords(after: word).map(\.word).joined(separator: ", ")
  }

  /// All options of a command, its help among them.
  static func options(of command: Command) -> [Command.Option] {
    command.options + [Command.Option(name: "help", letter: "h", summary: "Show this help")]
  }

  /// What stands behind the options; nil where nothing does.
  static func operands(of command: Command) -> Expectation? {
    let usage = command.operands.usage.filter { !"[].".contains($0) }
    return usage.isEmpty ? nil : Expectation(usage)
  }

  /// A word or a sentence as one word of any shell.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
