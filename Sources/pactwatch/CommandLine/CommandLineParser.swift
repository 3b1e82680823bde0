import Statements

/// What a command line asks for.
enum Invocation {
  case command(Command, Arguments)
  /// `--help`, of one command or of all.
  case help(Command?)
  /// Of the commands that begin with this word.
  case groupHelp(String)
  case version
  case manualPage
}

/// A command line that cannot be meant; the message says what to write instead.
struct UsageError: Error, Equatable {
  let command: String?
  let message: String
}

/// Reads a command line by the table: `-c X`, `-cX`, `--config X` and `--config=X` are one thing.
struct CommandLineParser {
  let commands: [Command]

  func parse(_ words: [String]) throws(UsageError) -> Invocation {
    guard let first = words.first else { return .help(nil) }
    switch first {
    case "--help", "-h", "help": return try help(words.dropFirst())
    case "--version", "-V": return .version
    case "--man": return .manualPage
    default:
      if words.count == 2, ["--help", "-h"].contains(words[1]), isGroup(first) { return .groupHelp(first) }
      let command = try command(words[...])
      return try parse(Array(words.dropFirst(command.words.count)), of: command)
    }
  }

  private func help(_ words: ArraySlice<String>) throws(UsageError) -> Invocation {
    if let first = words.first, words.count == 1, isGroup(first) { return .groupHelp(first) }
    return words.isEmpty ? .help(nil) : .help(try command(words))
  }

  private func isGroup(_ word: String) -> Bool { commands.contains { $0.isIn(word) } }

  /// The command that words begin with; a name may be two words: `topics format`.
  private func command(_ words: ArraySlice<String>) throws(UsageError) -> Command {
    if let command = commands.first(where: { words.starts(with: $0.words) }) { return command }
    let name = words.first ?? ""
    let group = commands.filter { $0.isIn(name) }.map(\.name)
    guard group.isEmpty else {
      throw UsageError(
        command: nil, message: "'\(name)' needs another word: \(group.joined(separator: ", "))")
    }
    let kind = name.hasPrefix("-") ? "option" : "command"
    let known = commands.map(\.name) + ["--help", "--version"]
    throw UsageError(
      command: nil, message: "unknown \(kind) '\(name)'" + Suggestion.hint(for: name, among: known))
  }

  private func parse(_ words: [String], of command: Command) throws(UsageError) -> Invocation {
    var arguments = Arguments()
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--" {
        arguments.operands += words[index...]
        break
      }
      if word == "--help" || word == "-h" { return .help(command) }
      guard Self.isOption(word) else {
        arguments.operands.append(word)
        continue
      }
      let next = index < words.count ? words[index] : nil
      if try read(word, next: next, of: command, into: &arguments) { index += 1 }
    }
    try check(arguments.operands, of: command)
    return .command(command, arguments)
  }

  /// `-` is standard input, and `-0312` a date: no option's letter is a digit.
  private static func isOption(_ word: String) -> Bool {
    word.hasPrefix("-") && word != "-" && word.dropFirst().first?.isNumber != true
  }

  /// Reads one option and says whether it took the next word as its value.
  private func read(
    _ word: String, next: String?, of command: Command, into arguments: inout Arguments
  ) throws(UsageError) -> Bool {
    let (name, attached) = Self.split(word)
    guard let option = Self.option(name, of: command) else {
      let known = command.options.map { "--\($0.name)" }
      let hint = Suggestion.hint(for: name, among: known)
      throw UsageError(command: command.name, message: "unknown option '\(name)'" + hint)
    }
    if option.value == nil {
      guard attached == nil else {
        throw UsageError(command: command.name, message: "--\(option.name) takes no value")
      }
      arguments.options[option.name] = ""
      return false
    }
    guard let value = attached ?? next else {
      throw UsageError(
        command: command.name, message: "--\(option.name) needs a value: \(option.value ?? "")")
    }
    arguments.options[option.name] = value
    return attached == nil
  }

  /// `--name=value` and `-nvalue` into name and value.
  private static func split(_ word: String) -> (name: String, value: String?) {
    if word.hasPrefix("--") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    }
    return (String(word.prefix(2)), word.count > 2 ? String(word.dropFirst(2)) : nil)
  }

  private static func option(_ name: String, of command: Command) -> Command.Option? {
    command.options.first { "--\($0.name)" == name || $0.letter.map { "-\($0)" } == name }
  }

  private func check(_ operands: [String], of command: Command) throws(UsageError) {
    guard !command.operands.count.contains(operands.count) else { return }
    if operands.count < command.operands.count.lowerBound {
      throw UsageError(command: command.name, message: "\(command.operands.usage) is missing")
    }
    let extra = operands[command.operands.count.upperBound]
    throw UsageError(command: command.name, message: "unexpected '\(extra)'")
  }
}
