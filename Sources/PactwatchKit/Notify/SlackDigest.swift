internal import JSON

/// Many alerts in one message: a line each. The blocks have room for `capacity` of them; who only sees the text is told how
/// many more there are.
struct SlackDigest {
  private let alerts: [RecordedAlert]

  init(_ alerts: [RecordedAlert]) {
    self.alerts = alerts
  }

  var content: SlackContent {
    let lines = alerts.map { line($0.alert) }
    let sections = Self.packed(lines, limit: SlackBlock.longestSection)
    let shown = sections.prefix(Self.mostSections)
    let text = Self.packed(lines, limit: Self.longestText).first ?? []
    return SlackContent(
      text: (["*\(title)* (\(topics))"] + text + rest(of: lines, in: [text])).joined(separator: "\n"),
      blocks: [SlackBlock.header(title), SlackBlock.context(topics)]
        + shown.map { SlackBlock.section($0.joined(separator: "\n")) }
        + rest(of: lines, in: Array(shown)).map(SlackBlock.context))
  }

  /// How many of the alerts, counted from the first, the blocks have room for.
  var capacity: Int {
    let lines = alerts.map { line($0.alert) }
    return Self.packed(lines, limit: SlackBlock.longestSection).prefix(Self.mostSections)
      .reduce(0) { $0 + $1.count }
  }

  private func rest(of lines: [String], in groups: [[String]]) -> [String] {
    let rest = lines.count - groups.reduce(0) { $0 + $1.count }
    return rest > 0 ? ["and \(rest) more; the alert log has them all"] : []
  }

  /// Beside the sections there are a header, a context, the line about the rest and the note about a repeat.
  private static let mostSections = SlackBlock.maximum - 4

  private var title: String {
    let isBacklog = alerts.allSatisfy { $0.alert.kind == .backlog }
    return "\(alerts.count) alerts\(isBacklog ? " from feeds that are new" : "")"
  }

  /// `treaty 8, troops 4`.
  private var topics: String {
    let groups = Dictionary(grouping: alerts) { AlertLine.label(of: $0.alert) }
    return groups.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }.joined(separator: ", ")
  }

  private func line(_ alert: Alert) -> String {
    let title = SlackMarkup.text(alert.title, limit: Self.longestTitle)
    let label = title.isEmpty ? "(no title)" : title
    let link = SlackMarkup.link(alert.link, label: label) ?? label
    let topic = SlackMarkup.text(AlertLine.label(of: alert), limit: Self.longestSource)
    let source = SlackMarkup.text(alert.source, limit: Self.longestSource)
    let remarks = ([source, AlertLine.minutes(alert.published ?? alert.time)] + alert.remarks)
      .joined(separator: ", ")
    return "• \(topic): \(link) (\(remarks))"
  }

  /// Lines in groups that are at most so many UTF-16 units long when they are joined; no line is cut.
  private static func packed(_ lines: [String], limit: Int) -> [[String]] {
    var groups: [[String]] = []
    var room = 0
    for line in lines {
      let size = line.utf16.count + 1
      if size > room {
        groups.append([])
        room = limit
      }
      groups[groups.count - 1].append(line)
      room -= size
    }
    return groups
  }

  private static let longestTitle = 300
  private static let longestSource = 100
  /// What Slack shows of `text` before it may split the message.
  private static let longestText = 3_500
}
