internal import FeedParsing

/// What a chat message says of an alert, for a reader who has ten seconds; each kind of room gives it its own form.
struct AlertWords {
  let title: String
  /// `treaty · The Wire [ko] · 2026-01-01 00:00 UTC`.
  let origin: String
  /// The matching sentence with `**hits**`.
  let why: String
  let link: String?
  let id: String

  init(_ alert: Alert) {
    title = alert.title.isEmpty ? "(no title)" : alert.title
    let parts =
      [
        AlertLine.label(of: alert), AlertLine.source(of: alert),
        AlertLine.minutes(alert.published ?? alert.time),
      ] + alert.remarks
    origin = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    why = alert.why
    link = WebLink.target(alert.link)
    id = "alert \(alert.id)"
  }

  static let linkLabel = "Read the report"

  /// Title and link on two lines without markup, for a room that refused all else.
  func minimal(_ traits: TargetTraits, link address: (String) -> String) -> String {
    [traits.text(title, limit: Self.longestTitle), link.map(address)].compactMap(\.self).joined(
      separator: "\n")
  }

  static let longestTitle = 500
}

/// Many alerts in one message: a line each, under what they are together.
struct DigestWords {
  let alerts: [Alert]

  init(_ alerts: [RecordedAlert]) {
    self.alerts = alerts.map(\.alert)
  }

  var title: String {
    let isBacklog = alerts.allSatisfy { $0.kind == .backlog }
    return "\(alerts.count) alerts\(isBacklog ? " from feeds that are new" : "")"
  }

  /// `treaty 8, troops 4`.
  var topics: String {
    let groups = Dictionary(grouping: alerts) { AlertLine.label(of: $0) }
    return groups.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }.joined(separator: ", ")
  }

  /// A line for each alert; `link` gives an address a label that is escaped already.
  func lines(_ traits: TargetTraits, link: (String, String) -> String) -> [String] {
    alerts.map { alert in
      let words = AlertWords(alert)
      let title = traits.text(words.title, limit: Self.longestTitle)
      let topic = traits.text(AlertLine.label(of: alert), limit: Self.longestSource)
      let source = traits.text(alert.source, limit: Self.longestSource)
      let remarks = [source, AlertLine.minutes(alert.published ?? alert.time)] + alert.remarks
      return "• \(topic): \(words.link.map { link($0, title) } ?? title) (\(remarks.joined(separator: ", ")))"
    }
  }

  static func rest(_ count: Int) -> String { "and \(count) more; the alert log has them all" }

  /// Lines in groups that are at most so long when they are joined; no line is cut.
  static func packed(_ lines: [String], limit: TextLimit) -> [[String]] {
    var groups: [[String]] = []
    var room = 0
    for line in lines {
      let size = limit.size(of: line) + 1
      if size > room {
        groups.append([])
        room = limit.count
      }
      groups[groups.count - 1].append(line)
      room -= size
    }
    return groups
  }

  private static let longestTitle = 300
  private static let longestSource = 100
}
