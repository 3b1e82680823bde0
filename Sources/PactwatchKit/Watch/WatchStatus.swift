package import Posix

/// Whether the watch works, since when, what waits and what is wrong: for `pactwatch status` and for metrics.
package struct WatchStatus: Sendable, Equatable {
  /// When this was asked; milliseconds since 1970, as all times here.
  package var time: Int
  package var lastRun: RecordedRun?
  /// The last run that did its work.
  package var lastSuccess: RecordedRun?
  /// Since when every run has done its work; nil where the last one has not.
  package var workingSince: Int?
  package var failingFeeds: [FailingFeed]
  package var pending: [WaitingAlerts]
  package var silences: [Silence]
  package var troubles: [Trouble]
  package var alerts: [String: Int]
  package var alertsOfToday: [String: Int]

  /// How the last run ended that was not cut off.
  private var lastEnd: Int?

  /// A run did its work where it told all that it found, left something for the next one, or kept what is right of a
  /// configuration with mistakes.
  static let good = [ExitStatus.ok, .temporary, .configuration].map { Int($0.rawValue) }

  /// Knows only the feeds and receivers that the configuration has, or has for all that its mistakes hide.
  package init(_ configuration: Configuration, _ store: Store, now: Int) throws(StoreError) {
    time = now
    let names = try NamesInForce(configuration, store)
    let latest = try store.runs(limit: 2)
    lastRun = latest.first
    lastEnd = latest.compactMap(\.status).first
    lastSuccess = try store.lastRun(ending: Self.good)
    let failure = try store.lastRun(notEnding: Self.good)
    let first = try store.firstRun(after: failure?.id ?? 0)
    workingSince = first?.id == lastRun?.id && lastRun?.status == nil ? nil : first?.started
    failingFeeds = try store.failingFeeds().filter { names.feeds.contains($0.name) }
    silences = try store.silences(now: now)
    pending = try store.pendingAlerts().map { (pending) throws(StoreError) in
      let quiet = configuration.receivers.first { $0.name == pending.receiver }?.quiet
      return WaitingAlerts(
        pending, isConfigured: names.receivers.contains(pending.receiver),
        quiet: quiet?.contain(now) == true ? quiet : nil,
        failure: try store.receiverState(pending.receiver).lastError)
    }
    troubles = Self.lasting(try store.troubles().filter { names.have($0) }, configuration)
    alerts = try store.alertCounts()
    alertsOfToday = try store.alertCounts(since: now - 24 * TimeSpan.hour)
  }

  /// The last run's mistakes may be mended by now.
  private static func lasting(_ troubles: [Trouble], _ configuration: Configuration) -> [Trouble] {
    let others = troubles.filter { $0.kind != .mistake }
    if configuration.hasErrors || others.count == troubles.count { return troubles }
    return others + [Trouble(.mistake, "the configuration was mended; the next run takes it up")]
  }

  /// The timer starts a run every hour; two that did not come are no accident.
  static let longestSilence = 150 * TimeSpan.minute

  package enum Verdict: String, Sendable {
    case works
    /// It works, and something waits or is wrong, or the last run failed.
    case impaired
    /// No run did its work for hours.
    case broken
  }

  package var verdict: Verdict {
    guard let end = lastSuccess?.ended, time - end <= Self.longestSilence else { return .broken }
    return hasSoundRun && pending.allSatisfy { $0.quiet != nil } && troubles.isEmpty ? .works : .impaired
  }

  /// What a run left for the next one is told by what waits now.
  private var hasSoundRun: Bool {
    workingSince != nil && lastEnd != Int(ExitStatus.configuration.rawValue)
  }

  /// What monitoring goes by: 0, 75 where something waits or is wrong, 69 where the watch does not work.
  package var exit: ExitStatus {
    switch verdict {
    case .works: .ok
    case .impaired: .temporary
    case .broken: .unavailable
    }
  }
}
