internal import Curl
internal import Posix
internal import SQLite

/// What follows from a message that failed, by whose fault it is.
///
/// | fault | the message | the receiver |
/// |---|---|---|
/// | transient | is tried again, in this run and in the next ones | is left alone after the quick tries |
/// | receiver | stays pending | its breaker opens: one probe a run, until one is taken |
/// | message | goes in halves, then in its plainest form, then it is dead | goes on |
extension Courier {
  mutating func fail(
    _ message: WebMessage, _ failure: DeliveryFailure, _ clock: Clock
  ) throws(StoreError) {
    let reason = "\(url.host): \(failure.reason)"
    state.lastError = reason
    if let wait = failure.retryAfter { state.notBefore = clock.now() + wait }
    switch failure.fault {
    case .transient: try postpone(message, failure, reason, clock)
    // What a receiver refuses that takes others is the message's fault; two on end, and it has changed its mind about us.
    case .receiver where !hasTaken || refusals > 0:
      noteFailure(now: clock.now())
      try open(after: message, reason)
    case .receiver, .message: try refuse(message, reason, now: clock.now())
    }
  }

  /// What certainly did not arrive may go with others the next time. What an earlier try may have brought there goes in the
  /// same message again: another key would make it another alert.
  private func takeBack(_ message: WebMessage, isCertain: Bool, _ reason: String) throws(StoreError) {
    let event: DeliveryEvent = isCertain && !message.mayHaveArrived ? .release : .doubt
    try store.apply(event, .text(reason), to: .message(message.key), of: receiver.name)
  }

  private mutating func noteFailure(now: Int) {
    state.failures += 1
    state.failingSince = state.failingSince ?? now
  }

  /// A receiver that fails for so long is told as one that takes nothing. Standard Webhooks gives up after three days; here
  /// nothing is given up for an outage, since what waits is still true.
  private static let longestOutage = 3 * TimeSpan.day

  // MARK: Transient

  private mutating func postpone(
    _ message: WebMessage, _ failure: DeliveryFailure, _ reason: String, _ clock: Clock
  ) throws(StoreError) {
    try takeBack(message, isCertain: failure.isCertain, reason)
    noteFailure(now: clock.now())
    if try tryAgain(message, failure, clock) { return }
    quickTries = 0
    guard hasTaken, !failure.isCertain, failure.retryAfter == nil else {
      if clock.now() - (state.failingSince ?? 0) >= Self.longestOutage { state.isOpen = true }
      if !failure.isCertain { try part(message) }
      return stop(reason)
    }
    problem = problem ?? reason
    // Its server takes others and stumbles over this one.
    if message.alerts.count > 1 {
      queue += try part(message)
    } else if isOverdue(message, now: clock.now()) {
      try bury(message, reason)
    }
  }

  /// Puts the message in front again, for the moment of the next quick try; false where there is none.
  private mutating func tryAgain(
    _ message: WebMessage, _ failure: DeliveryFailure, _ clock: Clock
  ) throws(StoreError) -> Bool {
    let isSuspect = hasTaken && message.attempts >= Self.attemptsInRound
    if state.isOpen || isSuspect || quickTries >= receiver.quickTries.count { return false }
    let usual = Int(receiver.quickTries[quickTries] / .milliseconds(1))
    // A little later than others who failed at the same moment.
    let wait = failure.retryAfter ?? usual + Int.random(in: 0...usual / 4)
    guard clock.elapsed() + wait <= deadline else { return false }
    quickTries += 1
    resumeAt = clock.elapsed() + wait
    var again = message
    again.mayHaveArrived = message.mayHaveArrived || !failure.isCertain
    queue.insert(again, at: 0)
    return true
  }

  /// Parts a digest that failed over and over: one alert in it may be what the server stumbles over. None where it is too early
  /// or would leave too many messages in doubt.
  @discardableResult
  private mutating func part(_ message: WebMessage) throws(StoreError) -> [WebMessage] {
    guard message.attempts >= Self.attemptsInRound, splits < Self.mostSplits else { return [] }
    let inDoubt = try store.begunMessages(of: receiver.name).count
    guard hasTaken || inDoubt < Self.mostInDoubt else { return [] }
    splits += 1
    var halves = message.halves(newKey)
    for index in halves.indices {
      halves[index].mayHaveArrived = true
      halves[index].attempts = message.attempts
      for alert in halves[index].alerts {
        try store.apply(.part, .text(halves[index].key), to: .alert(alert.sequence), of: receiver.name)
      }
    }
    return halves
  }

  // MARK: The receiver's fault

  private mutating func open(after message: WebMessage, _ reason: String) throws(StoreError) {
    try takeBack(message, isCertain: true, reason)
    state.isOpen = true
    stop(reason)
  }

  // MARK: The message's fault

  /// Enough to find a few alerts among a hundred; a server that refuses everything is not asked about each of them.
  private static let mostSplits = 20

  private mutating func refuse(_ message: WebMessage, _ reason: String, now: Int) throws(StoreError) {
    if message.alerts.count == 1, message.isMinimal {
      // Who refuses the plainest form of two alerts, and takes none, refuses us.
      if state.isOpen || refusals > 0 && !hasTaken {
        noteFailure(now: now)
        return try open(after: message, reason)
      }
      problem = problem ?? reason
      return try bury(message, reason)
    }
    try takeBack(message, isCertain: true, reason)
    if message.alerts.count == 1 {
      var minimal = message
      minimal.isMinimal = true
      queue.insert(minimal, at: 0)
    } else if splits < Self.mostSplits {
      splits += 1
      queue.insert(contentsOf: message.halves(newKey), at: 0)
    } else {
      problem = problem ?? reason
    }
  }

  private mutating func bury(_ message: WebMessage, _ reason: String) throws(StoreError) {
    refusals += 1
    dead += try store.apply(.refuse, .text(reason), to: .message(message.key), of: receiver.name)
  }

  /// Whether its server had its chances: three days, and tries enough that a clock set forward does not count for days.
  private func isOverdue(_ message: WebMessage, now: Int) -> Bool {
    message.time <= now - Self.longestOutage && message.attempts >= 2 * Self.attemptsInRound
  }
}
