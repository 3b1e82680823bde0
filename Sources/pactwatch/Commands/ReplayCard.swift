import FeedParsing
import JSON
import Matching
import PactwatchKit
import Statements

/// One difference that other topics make, for a person and for a program.
///
///     gained  treaty  2026-10-24 12:00 UTC  korea-wire (ko)  item 12
///       the title
///       now: ... the sentence with **hits** ...
///         branch 3 (topics/pact.topic:14)
///       https://...
struct ReplayCard {
  private let difference: Replay.Difference
  private let hasColor: Bool

  init(_ difference: Replay.Difference, hasColor: Bool) {
    self.difference = difference
    self.hasColor = hasColor
  }

  private var item: Item { difference.archived.item }
  private var match: Match? { difference.after?.match }

  var text: String {
    let lines = [headline, "  " + CleanText.singleLine(item.title)] + reasons
    return (lines + [item.link.map { "  " + CleanText.singleLine($0) }].compactMap(\.self))
      .joined(separator: "\n") + "\n"
  }

  private var headline: String {
    let language = item.language.map { " (\(CleanText.singleLine($0)))" } ?? ""
    let time = AlertLine.minutes(item.published ?? difference.archived.firstSeen)
    return "\(change)  \(difference.topic)  \(time)  \(difference.archived.feed)\(language)"
      + "  item \(difference.archived.row)"
  }

  /// `gained (possible)`, `raised to alert`.
  private var change: String {
    switch difference.change {
    case .gained, .lost:
      let tier = match?.tier ?? difference.before?.tier
      return difference.change.rawValue + (tier == .possible ? " (possible)" : "")
    case .raised, .lowered:
      return "\(difference.change.rawValue) to \(match?.tier.rawValue ?? "")"
    }
  }

  private var reasons: [String] {
    var lines: [String] = []
    if match == nil, let before = difference.before { lines.append("  was: " + shown(before.why)) }
    guard let after = difference.after else { return lines + ["  now: there is no such topic"] }
    let branch = "branch \(after.branch.number) (\(after.branch.location.file):\(after.branch.location.line))"
    if let match { return lines + ["  now: " + shown(match.why), "    " + branch] }
    return lines + ["  now: closest is \(branch)"] + missing.map { "    - " + CleanText.singleLine($0) }
  }

  /// What keeps the closest branch from holding.
  private var missing: [String] {
    match == nil ? difference.after?.branch.findings.filter { !$0.holds }.map(\.text) ?? [] : []
  }

  private func shown(_ why: String) -> String {
    let line = CleanText.singleLine(why)
    return hasColor ? MarkedText(line).terminal : line
  }

  var json: JSONValue {
    .object(pairs: [
      ("change", .string(difference.change.rawValue)),
      ("topic", .string(difference.topic)),
      ("was", .optional(difference.before?.tier.rawValue)),
      ("now", .optional(match?.tier.rawValue)),
      ("item", .string("\(difference.archived.row)")),
      ("feed", .string(difference.archived.feed)),
      ("lang", .optional(item.language)),
      ("title", .string(item.title)),
      ("link", .optional(item.link)),
      ("published", .optional(item.published.map(FeedDate.rfc3339))),
      ("why_was", .optional(difference.before?.why)),
      ("why", .optional(match?.why)),
      ("branch", difference.after.map { .integer($0.branch.number) } ?? .null),
      ("missing", .array(missing.map { .string($0) })),
      ("evidence", .array(match?.evidence.map(MatchCommand.json) ?? [])),
    ])
  }
}
