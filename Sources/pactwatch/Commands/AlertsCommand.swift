import PactwatchKit
import Posix

/// `pactwatch alerts`: the alert log for people.
enum AlertsCommand {
  /// How long `--follow` waits between two looks: shorter than a person notices.
  private static let lookInterval = 500

  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let configuration = try LoadedConfiguration.read(arguments).get()
      var printer = AlertPrinter(try AlertFilter(arguments), asJSON: arguments.has("json"))
      let path = try log(of: configuration)
      let rotated = showRotated(path, &printer)
      let shown = arguments.has("follow") ? follow(path, &printer) : show(path, &printer)
      return rotated == .ok ? shown : rotated
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

  /// What came before the last rotation; a file that cannot be read keeps back no other.
  private static func showRotated(_ path: String, _ printer: inout AlertPrinter) -> ExitStatus {
    var status = ExitStatus.ok
    for file in RotatedLog(path).rotatedFiles {
      do {
        let lines = try RotatedLog.read(file).split(separator: UInt8(ascii: "\n"))
        for line in lines { printer.show(line) }
      } catch {
        Terminal.message(error.message)
        status = .noInput
      }
    }
    return status
  }

  private static func show(_ path: String, _ printer: inout AlertPrinter) -> ExitStatus {
    var reader = AlertLogReader(path)
    do {
      try reader.newLines { printer.show($0) }
    } catch  where !error.isNotFound {
      Terminal.message(error.message)
      return .noInput
    } catch {
      // Nothing yet, or a rotation has put nothing in its place.
      printer.absentLog = path
    }
    if let message = printer.emptiness { Terminal.message(message) }
    return .ok
  }

  /// Goes on until a signal comes or the reader of the output has gone.
  private static func follow(_ path: String, _ printer: inout AlertPrinter) -> ExitStatus {
    StopSignal.install()
    var reader = AlertLogReader(path)
    while !StopSignal.isRequested && !StandardStream.output.isAbandoned {
      do {
        try reader.newLines { printer.show($0) }
      } catch  where !error.isNotFound {
        Terminal.message(error.message)
        return .noInput
      } catch {
        // Between two rotations, or before the first alert, there is no log.
      }
      CurrentProcess.sleep(milliseconds: lookInterval)
    }
    return .ok
  }
}
