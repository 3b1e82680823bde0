extension Completions {
  /// A script for fish(1): `pactwatch completions fish | source`.
  var fish: String {
    """
    # fish completion for pactwatch, made by: pactwatch completions fish
    function __pactwatch_at # whether the words so far are exactly these
        set -l words (commandline -opc)[2..]
        test "$words" = "$argv"
    end
    function __pactwatch_in # whether the words so far begin with these
        set -l words (commandline -opc)[2..]
        set -l depth (count $argv)
        test "$words[1..$depth]" = "$argv"
    end
    complete -c pactwatch -f
    \(firstWords.map { Self.fishWord($0, after: "") }.joined())\
    \(groups.flatMap { group in secondWords(after: group).map { Self.fishWord($0, after: " \(group)") } }.joined())\
    \(commands.map(Self.fishCommand).joined())
    """
  }

  private static func fishWord(_ choice: Choice, after words: String) -> String {
    "complete -c pactwatch -n '__pactwatch_at\(words)' -a \(quoted(choice.word)) -d \(quoted(choice.summary))\n"
  }

  private static func fishCommand(_ command: Command) -> String {
    let start = "complete -c pactwatch -n '__pactwatch_in \(command.name)'"
    var lines = options(of: command).map { option in
      let letter = option.letter.map { " -s \($0)" } ?? ""
      let value = option.value.map { " -r\(fishExpectation(Expectation($0)))" } ?? ""
      return "\(start)\(letter) -l \(option.name)\(value) -d \(quoted(option.summary))\n"
    }
    if let expectation = operands(of: command) { lines.append(start + fishExpectation(expectation) + "\n") }
    return lines.joined()
  }

  private static func fishExpectation(_ expectation: Expectation) -> String {
    switch expectation {
    case .file: " -F"
    case .folder: " -f -a '(__fish_complete_directories)'"
    case .words(let words): " -f -a \(quoted(words.joined(separator: " ")))"
    case .names(let names): " -f -a '(\(names.command))'"
    case .unknown: " -f"
    }
  }
}
