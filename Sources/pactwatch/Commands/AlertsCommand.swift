import PactwatchKit
import Posix

/// `pactwatch alerts`: the alert log for people.
enum AlertsCommand {
  /// How long `--follow` waits between two looks: shorter than a person notices.
  private static let lookInterval = 500

  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let configuration = try LoadedConfiguration.read(arguments).get()
      var printer = AlertPrinter(
        try AlertFilter(arguments), last: try last(arguments), asJSON: arguments.has("json"))
      let (receiver, path) = try log(of: configuration)
      let rotated = showRotated(path, &printer)
      if arguments.has("follow") { return follow(path, &printer) }
      let shown = show(path, &printer)
      tellAbsent(waiting(for: receiver, configuration), path, printer)
      return rotated == .ok ? shown : rotated
    } catch {
      return error.status
    }
  }

  /// The first receiver that writes JSON Lines: the log that has everything.
  private static func log(
    of configuration: Configuration
  ) throws(CommandFailure) -> (receiver: String, path: String) {
    for receiver in configuration.receivers {
      if case .file(let path, .json) = receiver.kind { return (receiver.name, path) }
    }
    Terminal.message("\(configuration.path) has no receiver with 'file:' in JSON, so there is no log to show")
    throw CommandFailure(status: .configuration)
  }

  private static func last(_ arguments: Arguments) throws(CommandFailure) -> Int? {
    guard let text = arguments.value("last") else {
      return arguments.has("follow") && !arguments.has("since") ? usualLast : nil
    }
    if text == "all" { return nil }
    if let count = Int(text), (0...mostOfLast).contains(count) { return count }
    throw CommandFailure(usage: "--last takes a number such as 20, or all")
  }

  /// As tail(1) has it.
  private static let usualLast = 10
  private static let mostOfLast = 1_000_000

  /// How many alerts are recorded and not in the log yet; nil where the state may not be asked.
  private static func waiting(for receiver: String, _ configuration: Configuration) -> Int? {
    let path = configuration.settings.stateFile
    do {
      _ = try Files.status(path)
    } catch {
      return error.isNotFound ? 0 : nil
    }
    return try? Store(reading: path).pendingCounts()[receiver] ?? 0
  }

  private static func tellAbsent(_ waiting: Int?, _ path: String, _ printer: AlertPrinter) {
    if let message = printer.emptiness(waiting: waiting) { Terminal.message(message) }
    guard let waiting, waiting > 0 else { return }
    let verb = waiting == 1 ? "waits" : "wait"
    Terminal.message(
      "\(RunReport.count(waiting, "alert")) \(verb) to be written to \(path); a run writes them, or says why it cannot"
    )
  }

  /// What came before the last rotation; a file that cannot be read keeps back no other.
  private static func showRotated(_ path: String, _ printer: inout AlertPrinter) -> ExitStatus {
    var status = ExitStatus.ok
    for file in RotatedLog(path).rotatedFiles {
      do {
        _ = try RotatedLog.readLines(of: file) { printer.show($0) }
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
    printer.showLast()
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
      printer.showLast()
      CurrentProcess.sleep(milliseconds: lookInterval)
    }
    return .ok
  }
}
