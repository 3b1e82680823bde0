import FeedParsing

/// What is known only when all feeds have answered: whose fault failures are, and what lasts.
extension Intake {
  /// Records the rest of the run and tells the troubles of feeds that begin and those that are over.
  mutating func finish(at now: Int) throws(StoreError) {
    try settleFailures()
    try record()
    try store.transaction { () throws(StoreError) in try settleTroubles(at: now) }
  }

  private mutating func settleFailures() throws(StoreError) {
    let verdict = outage.verdict
    for failed in failures {
      let (arrival, error) = (failed.arrival, failed.error)
      if error.kind.isUnasked {
        report.feeds.notAsked += 1
        if error.kind == .notAsked, let site = error.site { waiting[site, default: 0] += 1 }
        continue
      }
      report.feeds.failed += 1
      if verdict.explains(error, at: failed.address) { continue }
      report.problems.append("feed \(arrival.feed.name): \(error.message)")
      enqueue(arrival)
    }
    if let message = verdict.message { report.problems.append(message) }
    report.problems += waiting.sorted { $0.key < $1.key }.map { pauseLine($0.key, feeds: $0.value) }
  }

  private func pauseLine(_ site: String, feeds count: Int) -> String {
    let end = pauses[site].map { " until \(FeedDate.rfc3339($0.until))" } ?? ""
    return "\(site) asked to be left alone\(end) (429): \(RunReport.count(count, "feed")) of it "
      + (count == 1 ? "waits" : "wait")
  }

  /// Takes note of the feeds that the run leaves alone.
  mutating func leave(_ plan: RunPlan) {
    for feed in plan.left {
      if states[feed.name]?.failure == nil { report.feeds.notDue += 1 } else { report.feeds.resting += 1 }
    }
    waiting.merge(plan.waiting, uniquingKeysWith: +)
    report.feeds.notAsked += plan.unwanted
    report.problems += plan.refused.map { name, time in
      "feed \(name): its server asked to be left alone until \(AlertLine.minutes(time)); it is not asked before"
    }
  }

  /// No item of the document was known: others may have come and gone since the last one.
  mutating func watchForGap(_ arrival: Arrival, new: Int, of count: Int) throws(StoreError) {
    let (name, state) = (arrival.feed.name, arrival.state)
    // Where nothing is new, nothing shows how the new follow on the known.
    if new == 0 { return }
    if new < count { return try end(.itemsMissed, of: name) }
    guard state.isSeeded, state.lastNews != nil, count >= Self.tellingCount else { return }
    let title = "feed \(name): items may have been missed: none of its \(count) items was there the last time"
    let advice = "let the timer run more often, or look for a feed that keeps its items longer"
    try begin(Trouble(.itemsMissed, of: name, title, advice: advice))
  }

  /// A feed of fewer items is one that shows only the latest.
  private static let tellingCount = 5

  private mutating func settleTroubles(at now: Int) throws(StoreError) {
    try recorder.forget { $0.kind.isOfFeed && states[$0.subject] == nil }
    let troubles = FeedTroubles(states, told: try store.troubles(), lastAsked: lastAsked, now: now)
    for (name, since) in recoveries.sorted(by: { $0.key < $1.key }) {
      try end(.feedFailing, of: name, "feed \(name) works again after \(TimeSpan.text(now - since))")
    }
    try settle(.feedFailing, to: troubles.failing)
    try settle(.feedQuiet, to: troubles.quiet)
    let overdue = failures.count { $0.error.kind == .deadline }
    try settle(.runOverran, to: overdue == 0 ? [] : [.overrun(overdue)])
    let allFail = troubles.areAllFailing ? "all \(states.count) feeds fail" : nil
    if let message = outage.verdict.message ?? allFail {
      try settle(.allFeedsFailing, to: [Trouble(.allFeedsFailing, message, advice: Self.outageAdvice)])
    } else if report.feeds.withDocuments + report.feeds.unchanged > 0 {
      // Only a feed that can be read proves that it is over.
      try settle(.allFeedsFailing, to: [])
    }
  }

  private static let outageAdvice = "look at this machine's network, DNS and clock; no feed is blamed for it"

  private mutating func settle(_ kind: Trouble.Kind, to troubles: [Trouble]) throws(StoreError) {
    tell(try recorder.settle(kind, to: troubles))
  }

  mutating func begin(_ trouble: Trouble) throws(StoreError) {
    tell([try recorder.begin(trouble)].compactMap(\.self))
  }

  mutating func end(_ kind: Trouble.Kind, of subject: String, _ title: String? = nil) throws(StoreError) {
    tell([try recorder.end(kind, of: subject, title)].compactMap(\.self))
  }

  private mutating func tell(_ alerts: [RecordedAlert]) {
    let titles = alerts.map(\.alert.title)
    report.problems += titles.filter { !report.problems.contains($0) }
    note(alerts)
  }
}

extension Trouble {
  fileprivate static func overrun(_ feeds: Int) -> Trouble {
    Trouble(
      .runOverran, "\(RunReport.count(feeds, "feed")) could not be asked before the time of the run was over",
      advice: "fewer feeds of one host, or a smaller gap between its requests, make a run shorter")
  }
}
