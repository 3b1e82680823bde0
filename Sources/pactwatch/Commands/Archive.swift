import PactwatchKit
import Posix

/// The archive of a configuration, opened to be read: for the commands that ask it and change nothing.
enum Archive {
  static func open(_ configuration: Configuration) throws(CommandFailure) -> Store {
    let path = configuration.settings.stateFile
    guard try OpenedState.isThere(configuration) else {
      Terminal.message("there is no archive yet: \(path) is not there; 'pactwatch run' makes it")
      throw CommandFailure(status: .noInput)
    }
    do throws(StoreError) {
      return try Store(reading: path)
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
