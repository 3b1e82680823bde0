/// When a feed is asked next. All times and spans are in milliseconds.
///
/// A feed without any wish of its server is asked in every run. Wishes, failures and the configuration make the pause longer,
/// up to a limit each; nothing makes it endless: a failing feed is never given up.
enum FeedSchedule {
  /// `state` has taken in the answer already; `error` is nil where that was a feed or "not modified".
  static func next(_ state: FeedState, after error: FetchError?, every: Int?, at now: Int) -> Due {
    guard let error else { return afterSuccess(state, every: every, at: now) }
    if error.kind.isLocal { return Due(now, .everyRun) }
    if error.kind == .gone { return Due(now + goneProbe, .gone) }
    if let wait = error.retryAfter {
      return Due(now + min(max(period, wait), longestRetryAfter), .retryAfter)
    }
    return Due(now + backOff(state.failure?.count ?? 1), .backOff)
  }

  private static func afterSuccess(_ state: FeedState, every: Int?, at now: Int) -> Due {
    if let every { return Due(now + every, .setting) }
    if let freshness = state.freshness, freshness > 0 {
      return Due(now + min(freshness, longestWish), .fresh)
    }
    if let interval = state.updateInterval, interval > 0 {
      return Due(now + min(interval, longestWish), .document)
    }
    return Due(now, .everyRun)
  }

  /// Two hours after the first failure, then twice as long each time.
  private static func backOff(_ failures: Int) -> Int {
    min(period << min(failures, mostDoublings), longestBackOff)
  }

  /// Of the timer: no failing feed is asked sooner.
  private static let period = TimeSpan.hour
  private static let mostDoublings = 5
  private static let longestBackOff = TimeSpan.day
  /// Some servers call a feed fresh for years; a treaty is news for hours. NetNewsWire takes five hours.
  private static let longestWish = 6 * TimeSpan.hour
  private static let longestRetryAfter = 2 * TimeSpan.day
  /// "Gone" (410) is said for good, yet some come back.
  private static let goneProbe = 7 * TimeSpan.day
}
