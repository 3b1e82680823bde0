internal import JSON

/// One alert for a reader who has ten seconds: title, topic, source, time, why, link.
struct SlackAlert {
  private let alert: Alert

  init(_ recorded: RecordedAlert) {
    alert = recorded.alert
  }

  var content: SlackContent {
    let link = SlackMarkup.link(alert.link)
    let why = alert.why.isEmpty ? nil : SlackMarkup.sentence(alert.why, limit: SlackBlock.longestSection)
    let title = "*\(SlackMarkup.text(alert.title, limit: Self.longestTitle))*"
    let origin = SlackMarkup.text(origin, limit: SlackBlock.longestContext)
    let sections = [why, SlackMarkup.link(alert.link, label: "Read the report")]
    return SlackContent(
      text: [origin, title, why, link].compactMap { $0 }.joined(separator: "\n"),
      blocks: [SlackBlock.header(alert.title), SlackBlock.context(self.origin)]
        + sections.compactMap { $0.map(SlackBlock.section) } + [SlackBlock.context("alert \(alert.id)")])
  }

  /// `treaty · The Wire [ko] · 2026-01-01 00:00 UTC`.
  private var origin: String {
    let source = [alert.source, alert.language.map { "[\($0)]" } ?? ""].filter { !$0.isEmpty }
    let parts =
      [
        AlertLine.label(of: alert), source.joined(separator: " "),
        AlertLine.minutes(alert.published ?? alert.time),
      ] + alert.remarks
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private static let longestTitle = 500
}
