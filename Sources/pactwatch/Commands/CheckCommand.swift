import Matching
import PactwatchKit
import Posix
import Statements

/// `pactwatch check`: every mistake of the configuration in one go.
enum CheckCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    switch LoadedConfiguration.read(arguments) {
    case .failure(let failure): return failure.status
    case .success(var configuration):
      configuration.problems += configuration.topics.runTests()
      LoadedConfiguration.tellProblems(of: configuration)
      let credentials = CurrentProcess.environment("CREDENTIALS_DIRECTORY")
      let outside = OutsideProblems.all(of: configuration, credentials: credentials)
      for problem in outside { Terminal.message(problem.message) }
      var verdict = CheckVerdict(configuration, outside)
      if arguments.has("live") {
        let report = askFeeds(configuration)
        report.print(asJSON: arguments.has("json"))
        verdict.feeds = configuration.feeds.count
        verdict.failures = report.failures
        verdict.unasked = verdict.feeds - report.probes.count
      }
      if !arguments.has("json") { Terminal.print(summary(of: configuration, verdict)) }
      return verdict.status
    }
  }

  /// Asks each feed once.
  private static func askFeeds(_ configuration: Configuration) -> ProbeReport {
    StopSignal.install()
    let count = configuration.feeds.count
    let probes = FeedProbe.run(
      configuration.feeds, FetchSettings(configuration.settings), isStopped: { StopSignal.isRequested },
      progress: { done in
        guard StandardStream.error.isTerminal else { return }
        Terminal.progress(done < count ? "\(done) of \(count) feeds" : "")
      })
    return ProbeReport(probes: probes, label: ("FEED", { $0.feed.name }))
  }

  private static func summary(of configuration: Configuration, _ verdict: CheckVerdict) -> String {
    let parts = [
      RunReport.count(configuration.feeds.count, "feed"),
      RunReport.count(configuration.receivers.count, "receiver"),
      RunReport.count(configuration.topics.topics.count, "topic"),
      RunReport.count(configuration.topics.testCount, "test"),
    ]
    return "\(configuration.path): \(parts.joined(separator: ", ")): \(verdict.text)"
  }
}
