import FeedParsing
import JSON
import PactwatchKit

/// The status of the watch in words:
///
///     pactwatch works since 2026-11-01 12:00 UTC
///     last run  2026-11-22 03:10 UTC, 7 minutes ago: 85 feeds: 3 read, 82 unchanged; ...
///     feeds     85, 1 failing
///                 yonhap-en for 3 days: en.yna.co.kr: 404 Not Found; has the feed moved?
///     alerts    3 in 24 hours (treaty 2, troops 1), 417 in all
///     waiting   2 for newsroom, for 40 minutes
///     silent    topic wheat until 2026-11-23 06:00 UTC
///     wrong     feed yonhap-en fails since 3 days: ...
struct StatusReport {
  private let status: WatchStatus
  private let feeds: Int
  private let hasColor: Bool

  init(_ status: WatchStatus, feeds: Int, hasColor: Bool) {
    self.status = status
    self.feeds = feeds
    self.hasColor = hasColor
  }

  var text: String {
    ([headline, row("last run", lastRun), row("feeds", feedsPart)] + failing
      + [row("alerts", alerts)] + rows("waiting", waiting) + rows("silent", silences)
      + rows("wrong", troubles))
      .map { CleanText.clean($0) }.joined(separator: "\n")
  }

  private var headline: String {
    switch status.verdict {
    case .works: styled("pactwatch works", "1;32") + since + exceptions
    case .impaired: styled("pactwatch works", "1;33") + since + ", with what stands below"
    case .broken: styled("pactwatch does not work", "1;31") + ": \(breakage)"
    }
  }

  /// Nothing where the last run has failed: what that was stands in the next line.
  private var since: String { status.workingSince.map { " since \(Self.minute($0))" } ?? "" }

  /// Feeds fail for hours every day, which is no reason for alarm, and none to be kept back.
  private var exceptions: String {
    let count = status.failingFeeds.count
    return count == 0 ? "" : ", but for \(RunReport.count(count, "feed")) of \(feeds)"
  }

  private var breakage: String {
    guard let success = status.lastSuccess?.ended else { return "no run has done its work yet" }
    return "the last run that did its work ended \(age(success)) ago; see journalctl -u pactwatch"
  }

  private var lastRun: String {
    guard let run = status.lastRun else { return "none" }
    let start = "\(Self.minute(run.started)), \(age(run.started)) ago"
    guard let code = run.status else { return start + ": it is still on, or was killed" }
    return "\(start), status \(code): \(run.summary ?? "")"
  }

  private var feedsPart: String {
    let failing = status.failingFeeds.isEmpty ? "" : ", \(status.failingFeeds.count) failing"
    return "\(feeds)\(failing)"
  }

  /// One screen: more than these are in the log.
  private static let mostFeeds = 5

  private var failing: [String] {
    let shown = status.failingFeeds.prefix(Self.mostFeeds).map {
      row("", "\($0.name) for \(age($0.since)): \($0.failure)")
    }
    let rest = status.failingFeeds.count - shown.count
    return rest > 0 ? shown + [row("", "and \(rest) more")] : shown
  }

  private var alerts: String {
    let today = status.alertsOfToday.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let details = today.isEmpty ? "" : " (\(today.joined(separator: ", ")))"
    let all = status.alerts.values.reduce(0, +)
    return "\(status.alertsOfToday.values.reduce(0, +)) in 24 hours\(details), \(all) in all"
  }

  private var waiting: [String] {
    status.pending.map {
      let alerts = "\(RunReport.count($0.count, "alert")) for \($0.receiver)"
      let origin = $0.isConfigured ? "" : " (not configured any more)"
      return alerts + origin + ", "
        + ($0.hold ?? "for \(age($0.since))" + ($0.failure.map { ": \($0)" } ?? ""))
    }
  }

  private var silences: [String] {
    status.silences.map { "\($0.kind.rawValue) \($0.name) until \(Self.minute($0.until))" }
  }

  private var troubles: [String] {
    status.troubles.map { $0.title + ($0.advice.isEmpty ? "" : "; \($0.advice)") }
  }

  private func rows(_ name: String, _ values: [String]) -> [String] {
    values.enumerated().map { row($0.offset == 0 ? name : "", $0.element) }
  }

  private func row(_ name: String, _ value: String) -> String {
    "\(Help.pad(name, to: 9)) \(CleanText.singleLine(value, limit: 300))"
  }

  private func age(_ time: Int) -> String { TimeSpan.text(max(0, status.time - time)) }

  private func styled(_ text: String, _ code: String) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func minute(_ time: Int) -> String { AlertCard.minute(FeedDate.rfc3339(time)) }
}

extension StatusReport {
  var json: JSONValue {
    .object([
      JSONMember(name: "verdict", value: .string(status.verdict.rawValue)),
      JSONMember(name: "time", value: Self.date(status.time)),
      JSONMember(name: "working_since", value: Self.date(status.workingSince)),
      JSONMember(name: "last_run", value: Self.run(status.lastRun)),
      JSONMember(name: "last_success", value: Self.run(status.lastSuccess)),
      JSONMember(name: "feeds", value: .integer(feeds)),
      JSONMember(name: "failing", value: .array(status.failingFeeds.map(Self.feed))),
      JSONMember(name: "alerts", value: Self.counts(status.alerts)),
      JSONMember(name: "alerts_24h", value: Self.counts(status.alertsOfToday)),
      JSONMember(name: "pending", value: .array(status.pending.map(Self.pending))),
      JSONMember(name: "silences", value: .array(status.silences.map(Self.silence))),
      JSONMember(name: "troubles", value: .array(status.troubles.map(Self.trouble))),
    ])
  }

  private static func date(_ time: Int?) -> JSONValue { time.map { .string(FeedDate.rfc3339($0)) } ?? .null }

  private static func text(_ text: String?) -> JSONValue {
    text.map { .string(CleanText.singleLine($0)) } ?? .null
  }

  private static func counts(_ counts: [String: Int]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: .integer($0.value)) })
  }

  private static func run(_ run: RecordedRun?) -> JSONValue {
    guard let run else { return .null }
    return .object([
      JSONMember(name: "started", value: date(run.started)),
      JSONMember(name: "ended", value: date(run.ended)),
      JSONMember(name: "status", value: run.status.map { .integer($0) } ?? .null),
      JSONMember(name: "summary", value: text(run.summary)),
    ])
  }

  private static func feed(_ feed: FailingFeed) -> JSONValue {
    .object([
      JSONMember(name: "feed", value: text(feed.name)), JSONMember(name: "since", value: date(feed.since)),
      JSONMember(name: "failure", value: text(feed.failure)),
    ])
  }

  private static func silence(_ silence: Silence) -> JSONValue {
    .object([
      JSONMember(name: "kind", value: text(silence.kind.rawValue)),
      JSONMember(name: "name", value: text(silence.name)),
      JSONMember(name: "until", value: date(silence.until)),
    ])
  }

  private static func pending(_ pending: WaitingAlerts) -> JSONValue {
    .object([
      JSONMember(name: "receiver", value: text(pending.receiver)),
      JSONMember(name: "alerts", value: .integer(pending.count)),
      JSONMember(name: "since", value: date(pending.since)),
      JSONMember(name: "configured", value: .bool(pending.isConfigured)),
      JSONMember(name: "hold", value: text(pending.hold)),
      JSONMember(name: "failure", value: text(pending.failure)),
    ])
  }

  private static func trouble(_ trouble: Trouble) -> JSONValue {
    .object([
      JSONMember(name: "kind", value: text(trouble.kind.rawValue)),
      JSONMember(name: "subject", value: text(trouble.subject)),
      JSONMember(name: "title", value: text(trouble.title)),
      JSONMember(name: "advice", value: text(trouble.advice)),
    ])
  }
}
