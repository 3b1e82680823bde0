import Matching
import PactwatchKit
import Posix
import Statements

/// `pactwatch check`: every mistake of the configuration in one go.
enum CheckCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    switch LoadedConfiguration.read(arguments) {
    case .failure(let failure): return failure.status
    case .success(var configuration):
      configuration.problems += configuration.topics.runTests()
      LoadedConfiguration.tellProblems(of: configuration)
      let credentials = CurrentProcess.environment("CREDENTIALS_DIRECTORY")
      for problem in OutsideProblems.all(of: configuration, credentials: credentials) {
        Terminal.message(problem)
      }
      let errors = configuration.problems.count { $0.severity == .error }
      Terminal.print(summary(of: configuration, errors: errors))
      return errors > 0 ? .configuration : .ok
    }
  }

  private static func summary(of configuration: Configuration, errors: Int) -> String {
    let parts = [
      RunReport.count(configuration.feeds.count, "feed"),
      RunReport.count(configuration.receivers.count, "receiver"),
      RunReport.count(configuration.topics.topics.count, "topic"),
      RunReport.count(configuration.topics.testCount, "test"),
    ]
    let verdict = errors == 0 ? "all is well" : RunReport.count(errors, "mistake")
    return "\(configuration.path): \(parts.joined(separator: ", ")): \(verdict)"
  }
}
