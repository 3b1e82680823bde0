internal import Matching
package import Posix

/// What a run did, as counts and as sentences.
package struct RunReport: Sendable, Equatable {
  package var feeds = Feeds()
  /// Items never seen before.
  package var newItems = 0
  /// Items whose text is another than the last time.
  package var changedItems = 0
  /// By topic; `possible` ones are not among them.
  package var alerts: [String: Int] = [:]
  package var possibleAlerts = 0
  package var delivered = 0
  package var pending = 0
  /// How many of them wait only for the end of quiet hours.
  package var held = 0
  /// How many alerts a receiver refused for good.
  package var dead = 0
  /// A sentence each: what failed and what to do.
  package var problems: [String] = []
  package var wasStopped = false
  /// Whether the configuration had mistakes.
  package var hasConfigurationErrors = false
  /// What kept an alert from its file.
  package var fileFailure: FileFailure?
  /// The file that its numbers go to; nil where the configuration wants none, or where alerts are written to it.
  package var metrics: String?
  /// In milliseconds.
  package var duration = 0

  package struct Feeds: Sendable, Equatable {
    package var withDocuments = 0
    package var unchanged = 0
    package var failed = 0
    /// Left alone: nothing new is expected of them yet.
    package var notDue = 0
    /// Left alone, because they failed the last time.
    package var resting = 0
    /// Those that the run did not come to.
    package var notAsked = 0
    package var total: Int { withDocuments + unchanged + failed + notDue + resting + notAsked }
  }

  package enum FileFailure: Sendable, Equatable {
    case cannotWrite
    case inputOutput
  }

  mutating func count(_ alert: Alert) {
    if alert.tier == .possible {
      possibleAlerts += 1
    } else {
      alerts[alert.topic, default: 0] += 1
    }
  }

  package var alertCount: Int { alerts.values.reduce(0, +) }

  /// The line that sums up: `12 feeds: 3 read, 8 unchanged, 1 failed; 7 new items; 2 alerts (treaty 2); ...`.
  package var summary: String {
    [feedsPart, itemsPart, alertsPart, deliveriesPart, timePart].compactMap(\.self).joined(separator: "; ")
  }

  private var feedsPart: String {
    let parts = [
      (feeds.withDocuments, "read"), (feeds.unchanged, "unchanged"), (feeds.failed, "failed"),
      (feeds.notDue, "not due"), (feeds.resting, "still failing"), (feeds.notAsked, "not asked"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return Self.count(feeds.total, "feed") + (told.isEmpty ? "" : ": " + told.joined(separator: ", "))
  }

  private var itemsPart: String {
    let new = newItems == 0 ? "nothing new" : Self.count(newItems, "new item")
    return changedItems == 0 ? new : "\(new), \(changedItems) changed"
  }

  private var alertsPart: String? {
    let topics = alerts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let possible = possibleAlerts == 0 ? nil : "\(possibleAlerts) possible"
    if topics.isEmpty && newItems + changedItems == 0 && possible == nil { return nil }
    let details = topics + [possible].compactMap(\.self)
    return Self.count(alertCount, "alert") + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
  }

  private var deliveriesPart: String? {
    let parts = [
      delivered == 0 ? nil : Self.count(delivered, "delivery", "deliveries"),
      pending == held ? nil : "\(pending - held) pending",
      held == 0 ? nil : "\(held) held",
      dead == 0 ? nil : "\(dead) refused",
    ]
    let told = parts.compactMap(\.self)
    return told.isEmpty ? nil : told.joined(separator: ", ")
  }

  private var timePart: String {
    let tenths = (duration + 50) / 100
    return "\(tenths / 10).\(tenths % 10) s" + (wasStopped ? ", stopped early" : "")
  }

  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// What the process ends with: what hurts most comes first.
  package var status: ExitStatus {
    switch fileFailure {
    case .cannotWrite: return .cannotCreate
    case .inputOutput: return .inputOutput
    case nil: break
    }
    if hasConfigurationErrors { return .configuration }
    if feeds.total > 0 && feeds.failed + feeds.resting == feeds.total { return .unavailable }
    return pending > held || dead > 0 || wasStopped ? .temporary : .ok
  }
}
