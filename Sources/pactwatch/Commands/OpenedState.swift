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
      let folder = configuration.settings.state
      let path = "\(folder)/\(Store.fileName)"
      guard Files.exists(path) else {
        Terminal.message("there is no state yet: \(path) is not there; 'pactwatch run' makes it")
        return .noInput
      }
      guard locking else { return try body(OpenedState(configuration: configuration, store: Store(path))) }
      let lock = try RunLock("\(folder)/lock")
      let status = try body(OpenedState(configuration: configuration, store: Store(path)))
      withExtendedLifetime(lock) {}
      return status
    } catch let failure as CommandFailure {
      return failure.status
    } catch let error as StoreError {
      Terminal.message(error.message)
      return error.status
    } catch let error as PosixError {
      Terminal.message(error.message)
      return error.isLocked ? .temporary : .inputOutput
    } catch {
      Terminal.message("\(error)")
      return .software
    }
  }
}

extension StoreError {
  /// 75 where waiting helps, 73 where the file cannot be made, otherwise 74.
  var status: ExitStatus {
    if isBusy { return .temporary }
    if case .file = reason { return .cannotCreate }
    return .inputOutput
  }
}
