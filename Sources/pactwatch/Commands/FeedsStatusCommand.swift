import FeedParsing
import JSON
import PactwatchKit
import Posix

/// `pactwatch feeds status`: which feeds can be had, and why the others cannot.
enum FeedsStatusCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let configuration = try LoadedConfiguration.read(arguments).get()
      LoadedConfiguration.tellProblems(of: configuration)
      let store = try Archive.open(configuration)
      let now = Clock.system.now()
      let (states, pauses) = try states(store, now)
      let wanted = Set(arguments.operands)
      try requireKnown(wanted, configuration)
      let feeds = configuration.feeds.filter { wanted.isEmpty || wanted.contains($0.name) }
      let rows = feeds.map { feed in
        let state = states[feed.name]
        return FeedStanding(
          feed: feed, state: state, pause: pauses.pause(of: state?.address(at: now) ?? feed.url))
      }
      show(
        rows.filter(\.isFailing) + rows.filter { !$0.isFailing }, asJSON: arguments.has("json"), now: now)
      return configuration.hasErrors ? .configuration : .ok
    } catch {
      return error.status
    }
  }

  private static func states(
    _ store: Store, _ now: Int
  ) throws(CommandFailure) -> ([String: FeedState], [String: HostPause]) {
    do throws(StoreError) {
      return (try store.allFeedStates(), try store.hostPauses(at: now))
    } catch {
      throw Archive.failure(error)
    }
  }

  private static func requireKnown(_ names: Set<String>, _ configuration: Configuration)
    throws(CommandFailure)
  {
    let known = configuration.feeds.map(\.name)
    guard let first = names.subtracting(known).sorted().first else { return }
    throw CommandFailure(unknown: "feed", first, among: known)
  }

  /// Those that fail come first.
  private static func show(_ rows: [FeedStanding], asJSON: Bool, now: Int) {
    if asJSON {
      for row in rows { Terminal.print(row.json.text) }
      return
    }
    var table = TextTable(header: ["FEED", "STATE", "LAST GOOD", "NEWS", "NEXT", "WHAT"])
    for row in rows { table.append(row.cells(now: now)) }
    Terminal.print(table.text)
    Terminal.message(summary(rows))
  }

  /// How many fail, and of which classes.
  private static func summary(_ rows: [FeedStanding]) -> String {
    let kinds = rows.compactMap { $0.state?.failure?.kind.rawValue }
    let counts = Dictionary(kinds.map { ($0, 1) }, uniquingKeysWith: +).sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    let classes = counts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return "\(RunReport.count(rows.count, "feed")): "
      + (kinds.isEmpty ? "none fails" : "\(kinds.count) failing (\(classes))")
  }
}

/// How one feed stands, from the state.
private struct FeedStanding {
  let feed: Feed
  /// Nil where no run has seen it yet.
  let state: FeedState?
  /// What its site asked of all.
  let pause: HostPause?

  var isFailing: Bool { state?.failure != nil }

  /// `failing` with how often in a row.
  private var word: String {
    if let failure = state?.failure { return "\(failure.kind.rawValue) (\(failure.count))" }
    return state?.lastAttempt == nil ? "not asked" : "good"
  }

  func cells(now: Int) -> [String] {
    [
      feed.name, word, age(state?.lastSuccess, now), age(state?.lastNews, now), next(now: now),
      remarks.joined(separator: "; "),
    ]
  }

  private func age(_ time: Int?, _ now: Int) -> String {
    time.map { Age.text(of: $0, now: now) } ?? "never"
  }

  /// In how long it is asked again.
  private func next(now: Int) -> String {
    let due = state?.due.flatMap { $0.reason == .everyRun ? nil : $0.time } ?? now
    let time = max(due, pause?.until ?? now)
    return time > now ? Age.text(of: now, now: time) : "next run"
  }

  private var remarks: [String] {
    let wait = state?.due.flatMap { $0.reason == .everyRun || isFailing ? nil : $0.reason.description }
    let rest = pause.map { "its site asked for a pause until \(FeedDate.rfc3339($0.until))" }
    return [state?.failure?.message, wait, rest].compactMap(\.self) + notes
  }

  /// What is odd as long as it lasts.
  private var notes: [String] { (state?.notes ?? []) + [state?.moveNote].compactMap(\.self) }

  var json: JSONValue {
    .object(pairs: [
      ("name", .string(feed.name)), ("url", .string(feed.url)),
      ("state", .string(state?.lastAttempt == nil ? "new" : isFailing ? "failing" : "good")),
      ("last_attempt", date(state?.lastAttempt)), ("last_success", date(state?.lastSuccess)),
      ("last_news", date(state?.lastNews)), ("due", date(state?.due?.time)),
      ("due_reason", .optional(state?.due?.reason.rawValue)), ("site_pause", date(pause?.until)),
      ("failures", .integer(state?.failure?.count ?? 0)), ("failing_since", date(state?.failure?.since)),
      ("failure", .optional(state?.failure?.kind.rawValue)), ("error", .optional(state?.failure?.message)),
      ("notes", .array(notes.map { .string($0) })),
    ])
  }

  private func date(_ time: Int?) -> JSONValue { .optional(time.map(FeedDate.rfc3339)) }
}
