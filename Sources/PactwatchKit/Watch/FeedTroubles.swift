/// Which feeds a person should look at: those that fail, and those that went quiet.
struct FeedTroubles {
  private(set) var failing: [Trouble] = []
  private(set) var quiet: [Trouble] = []
  /// Whether no feed at all can be read.
  private(set) var areAllFailing: Bool

  /// - Parameters:
  ///   - told: the troubles that were told and are not over yet.
  ///   - lastAsked: when feeds were asked before this run. After that nobody has looked, so it counts for a day at most,
  ///     however late this run is: the clock may be ahead.
  init(_ states: [String: FeedState], told: [Trouble], lastAsked: Int?, now: Int) {
    let now = min(now, lastAsked.map { $0 + TimeSpan.day } ?? now)
    areAllFailing = states.count >= Self.several && states.values.allSatisfy { $0.failure != nil }
    func isTold(_ kind: Trouble.Kind, _ state: FeedState) -> Bool {
      told.contains { $0.kind == kind && $0.subject == state.name }
    }
    for state in states.values.sorted(by: { $0.name < $1.name }) {
      if let failure = state.failure, failure.isTrouble(now: now) || isTold(.feedFailing, state) {
        failing.append(Self.failing(state.name, failure, now: now))
      }
      // A feed that fails is no longer quiet for that alone.
      if state.failure == nil || isTold(.feedQuiet, state), let trouble = Self.quiet(state, now: now) {
        quiet.append(trouble)
      }
    }
  }

  private static func failing(_ name: String, _ failure: FeedState.Failure, now: Int) -> Trouble {
    let duration = failure.kind == .gone ? "" : " for \(TimeSpan.text(now - failure.since))"
    return Trouble(
      .feedFailing, of: name, "feed \(name) fails\(duration): \(failure.message)",
      // The message of "gone" says it itself.
      advice: failure.kind == .gone
        ? ""
        : "see whether a browser gets it; it is asked again and again until it works")
  }

  /// A feed that answers, but brings nothing: a publisher may have left it behind.
  private static func quiet(_ state: FeedState, now: Int) -> Trouble? {
    guard let last = state.lastNews, let gap = state.usualGap else { return nil }
    guard now - last >= shortestSilence, (now - last) / silentGaps >= gap else { return nil }
    return Trouble(
      .feedQuiet, of: state.name,
      "feed \(state.name) has brought nothing new for \(TimeSpan.text(now - last)); "
        + "it was never quiet for more than \(TimeSpan.text(gap)) of late",
      advice: "see whether its site has moved on to another feed")
  }

  private static let several = 3
  /// Holidays are longer than weekends.
  private static let silentGaps = 4
  private static let shortestSilence = 3 * TimeSpan.day
}

extension FeedState.Failure {
  /// Most failures are over after some hours; "gone" is worth a look at once.
  fileprivate func isTrouble(now: Int) -> Bool { now - since >= 2 * TimeSpan.day || kind == .gone }
}
