import JSON
import Matching
import PactwatchKit
import Posix

/// `pactwatch replay`: what other topics would have told of the archive.
enum ReplayCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let since = try TimeArgument.since(arguments) ?? 0
      let configuration = try LoadedConfiguration.read(arguments).get()
      LoadedConfiguration.tellProblems(of: configuration)
      guard configuration.brokenTopicFiles.isEmpty else { throw refusal(of: configuration) }
      var replay: Replay
      let store = try Archive.open(configuration)
      if let folder = arguments.value("topics") {
        let choice = try TopicChoice(folder: folder)
        if choice.hasErrors { throw refusal(of: folder) }
        replay = Replay(store, through: choice.topics, against: .topics(configuration.topics))
      } else {
        replay = Replay(store, through: configuration.topics, against: .recorded)
      }
      try run(&replay, since: since, asJSON: arguments.has("json"))
      let after = arguments.value("topics").map { "by those in \($0)" } ?? "by the topics as they are now"
      Terminal.message(
        summary(of: replay, arguments.has("topics") ? "by the configured topics" : "recorded", after))
      return configuration.hasErrors ? .configuration : .ok
    } catch {
      return error.status
    }
  }

  /// The topics of the configuration stand on one side of every comparison.
  private static func refusal(of configuration: Configuration) -> CommandFailure {
    let files = configuration.brokenTopicFiles.joined(separator: ", ")
    Terminal.message("\(files): mend the mistakes first, or alerts would look gained or lost for them alone")
    return CommandFailure(status: .configuration)
  }

  /// What a broken topic would have told is not known: each of its alerts would look lost.
  private static func refusal(of folder: String) -> CommandFailure {
    Terminal.message(
      "the topics of \(folder) have mistakes: mend them first, or all their alerts would look lost")
    return CommandFailure(status: .configuration)
  }

  private static func run(_ replay: inout Replay, since: Int, asJSON: Bool) throws(CommandFailure) {
    let showsProgress = StandardStream.error.isTerminal && !StandardStream.output.isTerminal
    let step = 1_000
    do throws(StoreError) {
      try replay.run(since: since) { count in
        if showsProgress, count % step == 0 { Terminal.progress("\(count) items") }
      } _: { difference in
        let card = ReplayCard(difference, hasColor: Terminal.hasColor)
        Terminal.print(asJSON ? card.json.text : card.text)
      }
      if showsProgress { Terminal.progress("") }
    } catch {
      throw Archive.failure(error)
    }
  }

  /// `1204 items; alerts recorded -> by the topics as they are now: treaty 40 -> 43, troops 12 -> 12`.
  private static func summary(of replay: Replay, _ before: String, _ after: String) -> String {
    let topics = replay.counts.sorted { $0.key < $1.key }.map { "\($0) \($1.before) -> \($1.after)" }
    return
      "\(RunReport.count(replay.items, "item")); alerts \(before) -> \(after): \(topics.joined(separator: ", "))"
  }
}
