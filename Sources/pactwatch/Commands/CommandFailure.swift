import PactwatchKit
import Posix
import Statements

/// A command that cannot go on and has said why.
struct CommandFailure: Error {
  let status: ExitStatus
}

extension CommandFailure {
  /// The command line is wrong in a way that the table does not know of.
  init(usage message: String) {
    Terminal.message(message)
    self.init(status: .usage)
  }

  /// No receiver, feed or topic has that name; `known` are those that there are.
  init(unknown kind: String, _ name: String, among known: [String]) {
    let hint = Suggestion.hint(for: name, among: known)
    self.init(usage: "there is no \(kind) '\(name)'\(hint); \(Suggestion.inventory(of: known))")
  }

  /// Says what stopped a command, and gives what it ends with; `files` where that is a file.
  static func status(telling error: any Error, files: ExitStatus) -> ExitStatus {
    switch error {
    case let failure as CommandFailure:
      return failure.status
    case let error as StoreError:
      Terminal.message(error.message)
      return error.status
    case let error as PosixError:
      Terminal.message(error.message)
      return error.isLocked ? .temporary : files
    default:
      Terminal.message("\(error)")
      return .software
    }
  }
}

extension StoreError {
  /// 75 where waiting helps, 73 where the file cannot be made, otherwise 74.
  fileprivate var status: ExitStatus {
    if isBusy { return .temporary }
    if case .file = reason { return .cannotCreate }
    return .inputOutput
  }
}
