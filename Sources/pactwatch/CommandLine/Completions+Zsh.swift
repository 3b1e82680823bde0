extension Completions {
  /// A script for zsh(1), to be put as `_pactwatch` into a folder of `$fpath`.
  var zsh: String {
    """
    #compdef pactwatch
    # zsh completion for pactwatch, made by: pactwatch completions zsh
    _pactwatch() {
      local -a choices
      if (( CURRENT == 2 )); then
        choices=(\(Self.zshChoices(firstWords)))
        _describe command choices
        return
      fi
      local command=$words[2]
      case $command in
    \(groups.map(zshGroup).joined())\
      esac
      shift words
      (( CURRENT -= 1 ))
      case $command in
    \(commands.map(Self.zshCommand).joined())\
      esac
    }
    # Sourced, it registers itself; autoloaded, it is the function.
    if [[ $funcstack[1] == _pactwatch ]]; then
      _pactwatch "$@"
    else
      compdef _pactwatch pactwatch
    fi

    """
  }

  private func zshGroup(_ word: String) -> String {
    """
        \(word))
          if (( CURRENT == 3 )); then
            choices=(\(Self.zshChoices(secondWords(after: word))))
            _describe command choices
            return
          fi
          command="$command $words[3]"
          shift words
          (( CURRENT -= 1 )) ;;

    """
  }

  private static func zshChoices(_ choices: [Choice]) -> String {
    choices.map { quoted("\(zshEscaped($0.word)):\($0.summary)") }.joined(separator: " ")
  }

  private static func zshCommand(_ command: Command) -> String {
    var specifications = options(of: command).flatMap(zshOption)
    if let expectation = operands(of: command) {
      let count = command.operands.count.upperBound > 1 ? "*" : ""
      let usage = zshEscaped(command.operands.usage)
      specifications.append(quoted("\(count):\(usage):\(zshAction(expectation))"))
    }
    return "    \(quoted(command.name))) _arguments -s -S \(specifications.joined(separator: " ")) ;;\n"
  }

  /// `'(-c --config)--config=[Summary]:FILE:_files'`, for each name of the option; see _arguments in zshcompsys(1).
  private static func zshOption(_ option: Command.Option) -> [String] {
    let names = ["--\(option.name)"] + (option.letter.map { ["-\($0)"] } ?? [])
    let value = option.value.map { ":\(zshEscaped($0)):\(zshAction(Expectation($0)))" } ?? ""
    return names.map { name in
      let takes = option.value == nil ? "" : name.hasPrefix("--") ? "=" : "+"
      return quoted(
        "(\(names.joined(separator: " ")))\(name)\(takes)[\(zshEscaped(option.summary))]\(value)")
    }
  }

  private static func zshAction(_ expectation: Expectation) -> String {
    switch expectation {
    case .file: "_files"
    case .folder: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .names(let names): "{compadd -- ${(f)\"$(\(names.command))\"}}"
    case .unknown: " "
    }
  }

  private static func zshEscaped(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
