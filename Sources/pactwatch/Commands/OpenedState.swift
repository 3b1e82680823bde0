import PactwatchKit
import Posix

/// The state that the configuration names, for commands that look at it or change it by hand.
struct OpenedState {
  let configuration: Configuration
  let store: Store

  /// Runs `body` with the state; `locking` keeps runs out meanwhile, as whoever changes something must.
  static func use(
    _ arguments: Arguments, locking: Bool, _ body: (OpenedState) throws -> ExitStatus
  ) -> ExitStatus {
    do {
      let configuration = try LoadedConfiguration.read(arguments).get()
      let path = configuration.settings.stateFile
      guard Files.exists(path) else {
        Terminal.message("there is no state yet: \(path) is not there; 'pactwatch run' makes it")
        return .noInput
      }
      guard locking else { return try body(OpenedState(configuration: configuration, store: Store(path))) }
      let lock = try RunLock(configuration.settings.lockFile)
      let status = try body(OpenedState(configuration: configuration, store: Store(path)))
      withExtendedLifetime(lock) {}
      return status
    } catch {
      return CommandFailure.status(telling: error, files: .inputOutput)
    }
  }
}
