import PactwatchKit
import Posix

/// `pactwatch run`: one tick.
enum RunCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    StopSignal.install()
    let surroundings = surroundings
    do {
      let configuration = try LoadedConfiguration.read(arguments).get()
      LoadedConfiguration.tellProblems(of: configuration)
      return try arguments.has("dry-run")
        ? rehearse(configuration, surroundings) : run(configuration, surroundings)
    } catch {
      return CommandFailure.status(telling: error, files: .cannotCreate)
    }
  }

  private static func run(
    _ configuration: Configuration, _ surroundings: WatchRun.Surroundings
  ) throws -> ExitStatus {
    try requireState(configuration)
    try Directories.create(configuration.settings.state)
    let lock = try RunLock(configuration.settings.lockFile)
    let ping = ping(of: configuration, surroundings)
    tell(ping?.begin())
    var status = ExitStatus.inputOutput
    defer { tell(ping?.end(status)) }
    let store = try Store(configuration.settings.stateFile)
    let report = try WatchRun(configuration, store: store, surroundings: surroundings).run()
    tell(report)
    tell(metrics(of: report, store, configuration, surroundings))
    withExtendedLifetime(lock) {}
    status = report.status
    return status
  }

  private static func ping(
    of configuration: Configuration, _ surroundings: WatchRun.Surroundings
  ) -> HealthPing? {
    let secrets = SecretReader()
    do throws(SecretError) {
      return try HealthPing(configuration.settings, secrets: secrets, randomBytes: surroundings.randomBytes)
    } catch {
      tell("ping: \(error.message)")
      return nil
    }
  }

  /// Writes the metrics where the configuration wants them; says why it could not.
  private static func metrics(
    of report: RunReport, _ store: Store, _ configuration: Configuration,
    _ surroundings: WatchRun.Surroundings
  ) -> String? {
    guard let path = report.metrics else { return nil }
    do {
      let status = try WatchStatus(configuration, store, now: surroundings.clock.now())
      try Metrics(status, report).write(to: path)
      return nil
    } catch let error as StoreError {
      return "metrics: \(error.message)"
    } catch {
      return "metrics: \((error as? PosixError)?.message ?? "\(error)")"
    }
  }

  private static func tell(_ problem: String?) {
    if let problem { Terminal.message(problem, .warning) }
  }

  /// A mistake in the line that names the state must not begin an empty one, which would tell everything again.
  private static func requireState(_ configuration: Configuration) throws(CommandFailure) {
    let folder = configuration.settings.state
    guard configuration.hasErrors, folder == Settings.defaultState,
      !Files.exists(configuration.settings.stateFile)
    else { return }
    Terminal.message("there is no state in \(folder), and the configuration has mistakes: mend them first")
    throw CommandFailure(status: .configuration)
  }

  /// Works on the state that there is, or on an empty one, and takes back all that it changes.
  private static func rehearse(
    _ configuration: Configuration, _ surroundings: WatchRun.Surroundings
  ) throws -> ExitStatus {
    let path = configuration.settings.stateFile
    guard Files.exists(path) else { return try rehearse(configuration, surroundings, Store(Store.inMemory)) }
    let lock = try RunLock(configuration.settings.lockFile)
    let status = try rehearse(configuration, surroundings, Store(rehearsing: path))
    withExtendedLifetime(lock) {}
    return status
  }

  private static func rehearse(
    _ configuration: Configuration, _ surroundings: WatchRun.Surroundings, _ store: Store
  ) throws -> ExitStatus {
    let (report, alerts) = try WatchRun(configuration, store: store, surroundings: surroundings).rehearse()
    for alert in alerts {
      Terminal.print(AlertCard(AlertJSON.value(of: alert), hasColor: Terminal.hasColor).text)
    }
    tell(report)
    Terminal.message("this was a rehearsal: nothing was recorded or sent", .information)
    return report.status
  }

  private static var surroundings: WatchRun.Surroundings {
    var surroundings = WatchRun.Surroundings()
    if StandardStream.error.isTerminal {
      surroundings.progress = { done, total in
        Terminal.progress(done < total ? "\(done) of \(total) feeds" : "")
      }
      // Whoever sits there would take a minute without a word for a hang.
      surroundings.tellWait = { Terminal.message($0, .information) }
    }
    return surroundings
  }

  private static func tell(_ report: RunReport) {
    for problem in report.problems { Terminal.message(problem, .warning) }
    Terminal.message(report.summary, .information)
  }
}
