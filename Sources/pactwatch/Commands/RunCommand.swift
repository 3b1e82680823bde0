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
      let wanted = try wanted(arguments, configuration)
      return try arguments.has("dry-run")
        ? rehearse(configuration, wanted, surroundings) : run(configuration, wanted, surroundings)
    } catch {
      return CommandFailure.status(telling: error, files: .cannotCreate)
    }
  }

  /// The feeds that `--feed` names; nil for all.
  private static func wanted(
    _ arguments: Arguments, _ configuration: Configuration
  ) throws(CommandFailure) -> Set<String>? {
    guard let names = arguments.names("feed") else { return nil }
    if names.isEmpty { throw CommandFailure(usage: "--feed needs the name of a feed, or several: a,b") }
    let known = configuration.feeds.map(\.name)
    if let name = names.first(where: { !known.contains($0) }) {
      throw CommandFailure(unknown: "feed", name, among: known)
    }
    return Set(names)
  }

  private static func run(
    _ configuration: Configuration, _ wanted: Set<String>?, _ surroundings: WatchRun.Surroundings
  ) throws -> ExitStatus {
    try requireState(configuration)
    try Directories.create(configuration.settings.state)
    let lock = try RunLock(configuration.settings.lockFile)
    // The dead man's switch waits for the timer's runs: one by hand must not hide that they have ended.
    let ping = wanted == nil ? ping(of: configuration, surroundings) : nil
    tell(ping?.begin())
    var status = ExitStatus.inputOutput
    defer { tell(ping?.end(status)) }
    let store = try Store(configuration.settings.stateFile)
    var watch = WatchRun(configuration, store: store, surroundings: surroundings)
    watch.wanted = wanted
    let report = try watch.run()
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
    _ configuration: Configuration, _ wanted: Set<String>?, _ surroundings: WatchRun.Surroundings
  ) throws -> ExitStatus {
    func rehearse(_ store: Store) throws -> ExitStatus {
      var watch = WatchRun(configuration, store: store, surroundings: surroundings)
      watch.wanted = wanted
      return try show(watch.rehearse())
    }
    let path = configuration.settings.stateFile
    guard Files.exists(path) else { return try rehearse(Store(Store.inMemory)) }
    let lock = try RunLock(configuration.settings.lockFile)
    let status = try rehearse(Store(rehearsing: path))
    withExtendedLifetime(lock) {}
    return status
  }

  private static func show(_ rehearsal: (report: RunReport, alerts: [RecordedAlert])) -> ExitStatus {
    let (report, alerts) = rehearsal
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
