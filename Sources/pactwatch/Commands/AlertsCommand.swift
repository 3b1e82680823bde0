import FeedParsing
import JSON
import PactwatchKit
import Posix

/// `pactwatch alerts`: the alert log for people.
enum AlertsCommand {
  /// How long `--follow` waits between two looks: shorter than a person notices.
  private static let lookInterval = 500

  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let configuration = try LoadedConfiguration.read(arguments).get()
      let filter = try AlertFilter(arguments)
      return show(try log(of: configuration), filter, arguments)
    } catch {
      return error.status
    }
  }

  /// The first receiver that writes JSON Lines: the log that has everything.
  private static func log(of configuration: Configuration) throws(CommandFailure) -> String {
    for receiver in configuration.receivers {
      if case .file(let path, .json) = receiver.kind { return path }
    }
    Terminal.message("\(configuration.path) has no receiver with 'file:' in JSON, so there is no log to show")
    throw CommandFailure(status: .configuration)
  }

  private static func show(_ path: String, _ filter: AlertFilter, _ arguments: Arguments) -> ExitStatus {
    var reader = AlertLogReader(path)
    let follows = arguments.has("follow")
    StopSignal.install()
    repeat {
      do {
        try reader.newLines { line in show(line, filter, asJSON: arguments.has("json")) }
      } catch {
        // Between two rotations, or before the first alert, there is no log.
        if !follows {
          if error.isNotFound { return nothing(path) }
          Terminal.message(error.message)
          return .noInput
        }
      }
      if follows { CurrentProcess.sleep(milliseconds: lookInterval) }
    } while follows && !StopSignal.isRequested
    return .ok
  }

  private static func nothing(_ path: String) -> ExitStatus {
    Terminal.message("no alerts yet: \(path) is not there")
    return .ok
  }

  private static func show(_ line: ArraySlice<UInt8>, _ filter: AlertFilter, asJSON: Bool) {
    guard let alert = try? JSONValue.read(Array(line)).value else {
      let text = CleanText.singleLine(String(decoding: line, as: UTF8.self), limit: 80)
      return Terminal.message("a line of the log is not JSON: \(text)")
    }
    guard filter.admits(alert) else { return }
    if asJSON {
      Terminal.print(String(decoding: line, as: UTF8.self))
    } else {
      Terminal.print(AlertCard(alert, hasColor: Terminal.hasColor).text)
    }
  }
}
