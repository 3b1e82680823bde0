import PactwatchKit
import Posix

/// The archive of a configuration, opened to be read: for the commands that ask it and change nothing.
enum Archive {
  static func open(_ configuration: Configuration) throws(CommandFailure) -> Store {
    guard try OpenedState.isThere(configuration) else {
      Terminal.message(OpenedState.absence(of: configuration))
      throw CommandFailure(status: .noInput)
    }
    do throws(StoreError) {
      return try Store(reading: configuration.settings.stateFile)
    } catch {
      throw failure(error)
    }
  }

  /// Tells what is wrong with the state.
  static func failure(_ error: StoreError) -> CommandFailure {
    Terminal.message(error.message)
    return CommandFailure(status: .noInput)
  }
}
