package import Posix

/// The state of the watch for Prometheus, as node_exporter's textfile collector takes it.
///
/// See https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format.
package struct Metrics {
  package private(set) var text = ""

  package init(_ status: WatchStatus, _ report: RunReport) {
    gauge("last_run_timestamp_seconds", "When the last run ended.", status.time / 1_000)
    if let end = status.lastSuccess?.ended {
      gauge("last_success_timestamp_seconds", "When the last run ended that did its work.", end / 1_000)
    }
    gauge("last_run_status", "Exit status of the last run, see pactwatch(1).", Int(report.status.rawValue))
    gauge("last_run_duration_seconds", "How long the last run took.", Self.seconds(report.duration))
    let feeds = report.feeds
    family(
      "feeds", "Feeds by what became of them in the last run.", "gauge", "result",
      [
        ("read", feeds.withDocuments), ("unchanged", feeds.unchanged), ("failed", feeds.failed),
        ("not_due", feeds.notDue), ("resting", feeds.resting), ("not_asked", feeds.notAsked),
      ])
    gauge("items_new", "New items of the last run.", report.newItems)
    family("alerts_total", "Alerts recorded, by topic.", "counter", "topic", Self.sorted(status.alerts))
    gauge(
      "deliveries_pending", "Alerts that wait for a receiver.", status.pending.reduce(0) { $0 + $1.count })
    family(
      "receiver_deliveries_pending", "Alerts that wait, by receiver.", "gauge", "receiver",
      status.pending.map { ($0.receiver, $0.count) })
    family(
      "receiver_oldest_pending_timestamp_seconds", "When the oldest alert that waits was recorded.", "gauge",
      "receiver", status.pending.map { ($0.receiver, $0.since / 1_000) })
    gauge("troubles", "What is wrong with the watch itself.", status.troubles.count)
  }

  /// Replaces the file at once: a scrape reads the old numbers or the new ones. Everybody may read it.
  package func write(to path: String) throws(PosixError) {
    try Files.replace(path, with: Array(text.utf8), mode: 0o644)
    // The process's mask may have taken the right to read from others.
    try Files.setMode(path, 0o644)
  }

  private mutating func gauge(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
    head(name, help, "gauge")
    text += "pactwatch_\(name) \(value)\n"
  }

  private mutating func family(
    _ name: String, _ help: String, _ type: String, _ label: String, _ values: [(String, Int)]
  ) {
    if values.isEmpty { return }
    head(name, help, type)
    for (value, count) in values {
      text += "pactwatch_\(name){\(label)=\"\(Self.escaped(value))\"} \(count)\n"
    }
  }

  private mutating func head(_ name: String, _ help: String, _ type: String) {
    text += "# HELP pactwatch_\(name) \(help)\n# TYPE pactwatch_\(name) \(type)\n"
  }

  private static func sorted(_ counts: [String: Int]) -> [(String, Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func escaped(_ label: String) -> String {
    label.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : $0 == "\n" ? "\\n" : String($0) }.joined()
  }

  /// Milliseconds as seconds with their fraction.
  private static func seconds(_ milliseconds: Int) -> String {
    let fraction = String(1_000 + max(0, milliseconds) % 1_000).dropFirst()
    return "\(max(0, milliseconds) / 1_000).\(fraction)"
  }
}
