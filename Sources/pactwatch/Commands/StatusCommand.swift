import JSON
import PactwatchKit
import Posix

/// `pactwatch status`: one screen for a person, one exit status for monitoring.
enum StatusCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let configuration = try LoadedConfiguration.read(arguments).get()
      let now = Clock.system.now()
      guard let status = try status(configuration, now: now) else {
        Terminal.message(OpenedState.absence(of: configuration))
        return .unavailable
      }
      let report = StatusReport(status, feeds: configuration.feeds.count, hasColor: Terminal.hasColor)
      Terminal.print(arguments.has("json") ? report.json.text : report.text)
      return status.exit
    } catch {
      return error.status
    }
  }

  /// What the state says; nil where there is none yet.
  private static func status(_ configuration: Configuration, now: Int) throws(CommandFailure) -> WatchStatus?
  {
    guard try OpenedState.isThere(configuration) else { return nil }
    let store = try Archive.open(configuration)
    do throws(StoreError) {
      return try WatchStatus(configuration, store, now: now)
    } catch {
      throw Archive.failure(error)
    }
  }
}
