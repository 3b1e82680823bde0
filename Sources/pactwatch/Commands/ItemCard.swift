import FeedParsing
import PactwatchKit

/// What is known of an item of the archive, for a person who asks why it was told, or why not:
///
///     item 12 of korea-wire (ko), published 2026-10-24 11:00 UTC, first seen 2026-10-24 12:00 UTC
///       https://...
///       alert 17: treaty, 2026-10-24 12:00 UTC
///         why: ... the sentence with **hits** ...
///         log: delivered 2026-10-24 12:00 UTC
///         newsroom: suppressed (topic)
struct ItemCard {
  private let record: ItemRecord

  init(_ record: ItemRecord) {
    self.record = record
  }

  var text: String {
    let (archived, item) = (record.archived, record.archived.item)
    let times = [
      item.published.map { "published \(AlertLine.minutes($0))" },
      "first seen \(AlertLine.minutes(archived.firstSeen))",
      record.changed.map { "changed \(AlertLine.minutes($0))" },
    ]
    let language = item.language.map { " (\($0))" } ?? ""
    let head =
      "item \(archived.row) of \(archived.feed)\(language), "
      + times.compactMap(\.self).joined(separator: ", ")
    let lines = [line(0, head)] + [item.link].compactMap { $0.map { line(1, $0) } }
    return (lines + record.alerts.flatMap(told) + untold).joined(separator: "\n")
  }

  private func told(_ told: ItemRecord.Told) -> [String] {
    let alert = told.recorded.alert
    let name =
      "alert \(told.recorded.sequence): \(AlertLine.label(of: alert)), \(AlertLine.minutes(alert.time))"
    return [line(1, name), line(2, "why: \(alert.why)")]
      + told.deliveries.map { line(2, "\($0.receiver): \($0.standing)") }
  }

  private var untold: [String] {
    var reasons = record.waitsForUnknown ? ["waits for topics that a mistake hides"] : []
    reasons += record.waitsFor.map { "waits for topic \($0), which has a mistake" }
    if reasons.isEmpty, record.alerts.isEmpty { reasons = ["no alert was told of it"] }
    return reasons.map { line(1, $0) }
  }

  /// Nothing that a feed says steers the terminal.
  private func line(_ depth: Int, _ text: String) -> String {
    String(repeating: "  ", count: depth) + CleanText.singleLine(text, limit: Self.longestLine)
  }

  private static let longestLine = 2_000
}

extension DeliveryRecord {
  /// `delivered 2026-10-24 12:00 UTC`, `pending (why)`.
  fileprivate var standing: String {
    let time = deliveredAt.map { " \(AlertLine.minutes($0))" } ?? ""
    return state.rawValue + time + ((lastError ?? reason).map { " (\($0))" } ?? "")
  }
}
