import PactwatchKit
import Posix
import Statements

/// Reads the configuration that `--config` names, for every command that needs it.
enum LoadedConfiguration {
  /// The configuration, or the status to end with where the file cannot be read at all.
  static func read(_ arguments: Arguments) -> Result<Configuration, CommandFailure> {
    let path = arguments.value("config") ?? Command.defaultConfiguration
    do {
      return .success(try ConfigurationReader.read(path))
    } catch {
      Terminal.message("\(error.message); name the configuration with --config FILE")
      return .failure(CommandFailure(status: .configuration))
    }
  }

  /// Shows each mistake with its line on standard error.
  static func tellProblems(of configuration: Configuration) {
    if configuration.problems.isEmpty { return }
    Terminal.report(ProblemReport(configuration.problems, in: configuration.files).text)
  }
}
