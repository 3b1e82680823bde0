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
  package var pending: [PendingAlerts]
  package var troubles: [Trouble]
  package var alerts: [String: Int]
  package var alertsOfToday: [String: Int]

  /// A run that delivered all, or left something for the next one.
  static let good = [Int(ExitStatus.ok.rawValue), Int(ExitStatus.temporary.rawValue)]

  package init(_ store: Store, now: Int) throws(StoreError) {
    time = now
    lastRun = try store.runs(limit: 1).first
    lastSuccess = try store.lastRun(ending: Self.good)
    let failure = try store.lastRun(notEnding: Self.good)
    let first = try store.firstRun(after: failure?.id ?? 0)
    workingSince = first?.id == lastRun?.id && lastRun?.status == nil ? nil : first?.started
    failingFeeds = try store.failingFeeds()
    pending = try store.pendingAlerts()
    troubles = try store.troubles()
    alerts = try store.alertCounts()
    alertsOfToday = try store.alertCounts(since: now - 24 * TimeSpan.hour)
  }

  /// The timer starts a run every hour; two that did not come are no accident.
  static let longestSilence = 150 * TimeSpan.minute

  package enum Verdict: String, Sendable {
    case works
    /// It works, and something waits or is wrong.
    case impaired
    /// No run did its work for hours.
    case broken
  }

  package var verdict: Verdict {
    guard let end = lastSuccess?.ended, time - end <= Self.longestSilence, workingSince != nil else {
      return .broken
    }
    return pending.isEmpty && troubles.isEmpty ? .works : .impaired
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
