package import Posix

/// One tick: the whole way of the data, from the configuration to the receivers.
package struct WatchRun {
  package let configuration: Configuration
  package let store: Store
  package let surroundings: Surroundings
  /// The names of the only feeds to ask, due or not; nil for all that are due.
  package var wanted: Set<String>?

  /// What comes from outside, so that tests can give their own.
  package struct Surroundings {
    package var clock = Clock.system
    package var randomBytes: (Int) -> [UInt8] = CurrentProcess.randomBytes
    package var isStopped: () -> Bool = { StopSignal.isRequested }
    /// When the command began, by the clock's `elapsed`: what the report's duration counts from.
    package var start = Clock.system.elapsed()
    /// How long it may wait for feeds that fall due during the run, in milliseconds: an hourly timer and an hour's freshness
    /// would otherwise miss each other by seconds.
    package var patience = 2 * TimeSpan.minute
    package var sleep: (_ milliseconds: Int) -> Void = CurrentProcess.sleep
    /// Told how many of the feeds are done.
    package var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// Told what the run waits for.
    package var tellWait: (String) -> Void = { _ in }

    package init() {}
  }

  package init(_ configuration: Configuration, store: Store, surroundings: Surroundings = Surroundings()) {
    self.configuration = configuration
    self.store = store
    self.surroundings = surroundings
  }

  /// Fetches, parses, matches, records and delivers.
  package func run() throws(StoreError) -> RunReport {
    let run = try store.beginRun(now: surroundings.clock.now())
    let statements = try StatementsInForce(configuration, store)
    // While feeds are under way no receiver is waited for.
    let quick = statements.receivers.map(\.withoutQuickTries)
    var early: EarlyDelivery? = EarlyDelivery(since: surroundings.clock.elapsed()) {
      delivery(to: quick, after: $0)
    }
    var (report, _) = try watch(statements, patience: surroundings.patience, &early)
    try early?.finish()
    var last = delivery(to: statements.receivers, after: early?.summary ?? DeliverySummary())
    report.note(try last.run())
    report.duration = surroundings.clock.elapsed() - surroundings.start
    try store.endRun(
      run, now: surroundings.clock.now(), status: Int(report.status.rawValue), summary: report.summary)
    return report
  }

  /// Does all but deliver, and takes it back: what a run would tell now.
  package func rehearse() throws(StoreError) -> (report: RunReport, alerts: [RecordedAlert]) {
    return try store.rehearsal { () throws(StoreError) in
      var early: EarlyDelivery?
      var (report, alerts) = try watch(try StatementsInForce(configuration, store), patience: 0, &early)
      report.duration = surroundings.clock.elapsed() - surroundings.start
      return (report, alerts)
    }
  }

  /// Fetches every feed that is due, records what is new about it, and begins to tell it where that takes long.
  private func watch(
    _ statements: StatementsInForce, patience: Int, _ early: inout EarlyDelivery?
  ) throws(StoreError) -> (report: RunReport, alerts: [RecordedAlert]) {
    let now = surroundings.clock.now()
    let topics = try TopicsInForce(configuration, store)
    let recorder = recorder(for: statements.receivers)
    var intake = try Intake(
      store: store, topics: topics, recorder: recorder, feeds: statements.feeds, now: now)
    try intake.catchUp(on: statements.feeds)
    try topics.remember(in: store)
    try fetch(statements.feeds, at: now, patience: patience, into: &intake, &early)
    try intake.finish(at: now)
    let mistakes = try mistakes(statements, topics)
    intake.note(try recorder.settle(.mistake, to: mistakes))
    var report = intake.report
    report.hasConfigurationErrors = configuration.hasErrors
    report.wasStopped = surroundings.isStopped()
    report.metrics = statements.metricsMistake == nil ? configuration.settings.metrics : nil
    report.problems += mistakes.map(\.title) + [statements.metricsMistake].compactMap(\.self)
    report.problems += topics.gone.map {
      "topic \($0) was in force until the last run; no file declares it any more"
    }
    return (report, intake.alerts)
  }

  /// What the configuration's mistakes do to the watch.
  private func mistakes(
    _ statements: StatementsInForce, _ topics: TopicsInForce
  ) throws(StoreError) -> [Trouble] {
    let advice = "pactwatch check shows the mistake"
    let kept = (statements.kept.map(\.key) + topics.kept.map { "topic \($0)" }).map {
      Trouble(.mistake, of: $0, "\($0) has a mistake; its last good form stays in force", advice: advice)
    }
    let waiting = topics.unaskedTopics.map {
      Trouble(
        .mistake, of: "topic \($0)", "topic \($0) has a mistake; its items wait until it is mended",
        advice: advice)
    }
    guard try hasOtherMistakes(statements, topics) else { return kept + waiting }
    let other = Trouble(
      .mistake, "the configuration has a mistake; the rest of it is in force", advice: advice)
    return [other] + kept + waiting
  }

  /// Whether a file has mistakes and nothing in it is kept or waited for.
  ///
  /// Once that was told it lasts until nothing is wrong: a mistake that a file had is not over when it gets another one.
  private func hasOtherMistakes(
    _ statements: StatementsInForce, _ topics: TopicsInForce
  ) throws(StoreError) -> Bool {
    guard configuration.hasErrors else { return false }
    if try store.trouble(.mistake, of: "") != nil { return true }
    let hasNamedTopics = !topics.kept.isEmpty || !topics.unaskedTopics.isEmpty
    return !configuration.brokenStatementFiles.isSubset(of: statements.kept.map(\.file))
      || !configuration.brokenTopicFiles.isEmpty && !hasNamedTopics
  }

  /// Asks what is due, and after a wait what fell due meanwhile.
  private func fetch(
    _ feeds: [Feed], at now: Int, patience: Int, into intake: inout Intake, _ early: inout EarlyDelivery?
  ) throws(StoreError) {
    let wish = wanted.map { RunPlan.Wish(names: $0, gap: Int(configuration.settings.gap * 1_000)) }
    let plan = RunPlan(feeds, intake.states, pauses: intake.pauses, wish: wish, patience: patience, at: now)
    intake.leave(plan)
    try run(plan.errands, at: now, into: &intake, &early)
    guard !plan.soon.isEmpty else { return }
    try intake.record()
    try early?.begin(intake.alerts.count)
    tellWait(for: plan)
    guard try wait(until: plan.start, &early) else { return }
    let rest = RunPlan(
      plan.soon, intake.states, pauses: intake.pauses, wish: wish, patience: 0, at: plan.start)
    intake.leave(rest)
    try run(rest.errands, at: plan.start, into: &intake, &early)
  }

  private func run(
    _ errands: [RunPlan.Errand], at time: Int, into intake: inout Intake, _ early: inout EarlyDelivery?
  ) throws(StoreError) {
    var done = 0
    var settings = FetchSettings(configuration.settings)
    // Of the whole run, with what it has waited.
    settings.deadline -= .milliseconds(surroundings.clock.elapsed() - surroundings.start)
    // The order differs from run to run, so that no feed is always the last of its host.
    try Fetcher(settings).run(
      errands.map(\.request).shuffled(), isStopped: surroundings.isStopped,
      between: { () throws(StoreError) in
        try intake.makeRoom()
        try early?.step()
        guard early?.isTime(surroundings.clock.elapsed()) == true else { return }
        try intake.record()
        try early?.begin(intake.alerts.count)
      }
    ) { (request, outcome) throws(StoreError) in
      try intake.take(outcome, for: errands[request.id], at: time)
      done += 1
      surroundings.progress(done, errands.count)
    }
  }

  private func tellWait(for plan: RunPlan) {
    let seconds = (plan.start - surroundings.clock.now()) / 1_000
    let feeds = RunReport.count(plan.soon.count, "feed")
    if seconds > 0 { surroundings.tellWait("waiting \(seconds) s for \(feeds) to fall due") }
  }

  /// False where somebody wished to stop meanwhile.
  private func wait(until time: Int, _ early: inout EarlyDelivery?) throws(StoreError) -> Bool {
    var rest = time - surroundings.clock.now()
    while rest > 0, !surroundings.isStopped() {
      let step = min(rest, Self.longestSleep)
      guard early?.isUnderWay == true else {
        surroundings.sleep(step)
        rest -= step
        continue
      }
      let start = surroundings.clock.elapsed()
      try early?.step(within: step)
      rest -= surroundings.clock.elapsed() - start
    }
    return !surroundings.isStopped()
  }

  /// How long a wish to stop may go unnoticed, in milliseconds.
  private static let longestSleep = 500
}

extension WatchRun {
  func recorder(for receivers: [Receiver]) -> Recorder {
    Recorder(
      store: store, routing: Routing(receivers: receivers, backlog: configuration.settings.backlog),
      now: surroundings.clock.now(), randomBytes: surroundings.randomBytes)
  }
}
