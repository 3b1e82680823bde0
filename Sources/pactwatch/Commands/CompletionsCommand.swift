import Matching
import PactwatchKit
import Posix

/// `pactwatch completions`: a completion script for a shell, made from the table, and the names that it offers.
enum CompletionsCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    let word = arguments.operands.first ?? ""
    if let shell = Completions.Shell(rawValue: word) {
      Terminal.print(Completions(commands: Command.table).script(for: shell), terminator: "")
      return .ok
    }
    guard let names = Completions.Names(rawValue: word) else {
      let known = Completions.Shell.allCases.map(\.rawValue).joined(separator: ", ")
      Terminal.message("no completions for '\(word)'; there are some for \(known)")
      return .usage
    }
    do throws(CommandFailure) {
      for name in names.all(of: try LoadedConfiguration.read(arguments).get()) { Terminal.print(name) }
      return .ok
    } catch {
      return error.status
    }
  }
}

extension Completions.Names {
  fileprivate func all(of configuration: Configuration) -> [String] {
    switch self {
    case .feeds: configuration.feeds.map(\.name)
    case .topics: configuration.topics.topics
    case .receivers: configuration.receivers.map(\.name)
    }
  }
}
