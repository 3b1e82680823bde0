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
      guard try isThere(configuration) else {
        Terminal.message(absence(of: configuration))
        return .noInput
      }
      guard locking else { return try body(OpenedState(configuration: configuration, store: Store(path))) }
      let lock = try lock(configuration)
      let status = try body(OpenedState(configuration: configuration, store: Store(path)))
      withExtendedLifetime(lock) {}
      return status
    } catch {
      return CommandFailure.status(telling: error, files: .inputOutput)
    }
  }

  private static func lock(_ configuration: Configuration) throws -> RunLock {
    do throws(PosixError) {
      return try RunLock(configuration.settings.lockFile)
    } catch {
      if error.isDenied { throw denied(error) }
      throw error
    }
  }

  /// Whether there is a state; whoever may not look is told so, and not that there is none.
  static func isThere(_ configuration: Configuration) throws(CommandFailure) -> Bool {
    do throws(PosixError) {
      _ = try Files.status(configuration.settings.stateFile)
      return true
    } catch {
      if error.isNotFound { return false }
      throw denied(error)
    }
  }

  /// What is said where there is none.
  static func absence(of configuration: Configuration) -> String {
    "no run yet: \(configuration.settings.stateFile) is not there; 'pactwatch run' makes it"
  }

  private static func denied(_ error: PosixError) -> CommandFailure {
    Terminal.message(error.message + (error.isDenied ? "; ask as root, or as the user of the service" : ""))
    return CommandFailure(status: .noInput)
  }
}
