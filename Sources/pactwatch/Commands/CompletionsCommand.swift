import Posix

/// `pactwatch completions`: a completion script for a shell, made from the table.
enum CompletionsCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    let name = arguments.operands.first ?? ""
    guard let shell = Completions.Shell(rawValue: name) else {
      let known = Completions.Shell.allCases.map(\.rawValue).joined(separator: ", ")
      Terminal.message("no completions for '\(name)'; there are some for \(known)")
      return .usage
    }
    Terminal.print(Completions(commands: Command.table).script(for: shell), terminator: "")
    return .ok
  }
}
