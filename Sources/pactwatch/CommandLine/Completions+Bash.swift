extension Completions {
  /// A script for bash(1): `source <(pactwatch completions bash)`.
  var bash: String {
    let names = commands.map(\.name) + groups
    let values = commands.flatMap { command in command.options.compactMap { Self.bashValue($0, of: command) }
    }
    return """
      # bash completion for pactwatch, made by: pactwatch completions bash
      _pactwatch() {
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= kind= words= word
        # bash takes --config=FILE for three words.
        if [[ $current == '=' ]]; then
          current=
        elif [[ $before == '=' ]]; then
          before=${COMP_WORDS[COMP_CWORD-2]}
        fi
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "${command:+$command }$word" in
            \(names.map(Self.quoted).joined(separator: " | "))) command="${command:+$command }$word" ;;
          esac
        done
        case "$command $before" in
      \(values.joined())\
          *)
            case $command in
              '') words=\(Self.quoted(firstWords.map(\.word).joined(separator: " "))) ;;
      \(groups.map(bashGroup).joined())\
      \(commands.map(Self.bashCommand).joined())\
            esac
            [[ $current != -* ]] || kind=
            ;;
        esac
        case $kind in
          file) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
          folder) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
          feeds | topics | receivers) words+=" $(pactwatch completions "$kind" 2>/dev/null)" ;;&
          *) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
        esac
      }
      complete -F _pactwatch pactwatch

      """
  }

  private static func bashValue(_ option: Command.Option, of command: Command) -> String? {
    guard let value = option.value else { return nil }
    let names = ["--\(option.name)"] + (option.letter.map { ["-\($0)"] } ?? [])
    let patterns = names.map { quoted("\(command.name) \($0)") }.joined(separator: " | ")
    return "    \(patterns)) \(bashAssignments(Expectation(value), words: [])) ;;\n"
  }

  private func bashGroup(_ word: String) -> String {
    "        \(word)) words=\(Self.quoted(secondWords(after: word).map(\.word).joined(separator: " "))) ;;\n"
  }

  private static func bashCommand(_ command: Command) -> String {
    let words = options(of: command).map { "--\($0.name)" }
    return "        \(quoted(command.name))) \(bashAssignments(operands(of: command), words: words)) ;;\n"
  }

  private static func bashAssignments(_ expectation: Expectation?, words: [String]) -> String {
    var words = words
    var kind = "kind="
    switch expectation {
    case .file: kind = "kind=file"
    case .folder: kind = "kind=folder"
    case .words(let more): words += more
    case .names(let names): kind = "kind=\(names)"
    case .unknown, nil: break
    }
    return "\(kind) words=\(quoted(words.joined(separator: " ")))"
  }
}
