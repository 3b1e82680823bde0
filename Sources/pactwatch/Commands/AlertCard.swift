import FeedParsing
import JSON
import Matching

/// One alert of the log as a few lines for a person who has ten seconds.
///
///     2024-10-24 12:00 UTC  treaty  Korea Wire (ko), published 2024-10-24 11:00 UTC  [update]
///       the title
///       why: ... the sentence with **hits** ...
///       https://...  (alert 17, item 4711)
struct AlertCard {
  private let alert: JSONValue
  private let hasColor: Bool

  init(_ alert: JSONValue, hasColor: Bool) {
    self.alert = alert
    self.hasColor = hasColor
  }

  var text: String {
    let why = field("why").isEmpty ? nil : "  why: " + marked(field("why"))
    let lines = [headline, "  " + styled(field("title"), "1"), why, reference]
    return lines.compactMap(\.self).joined(separator: "\n") + "\n"
  }

  private var headline: String {
    let time = Self.minute(field("time"))
    let topic = styled(field("topic"), "1;36")
    let published = field("published").isEmpty ? "" : ", published \(Self.minute(field("published")))"
    let language = field("lang").isEmpty ? "" : " (\(field("lang")))"
    let repeats = alert["repeats"]?.integer.map { "perhaps a repeat of alert \($0)" } ?? ""
    let doubt = DateDoubt(rawValue: field("date_doubt"))?.clause ?? ""
    let remarks = [field("kind"), field("tier"), repeats, doubt].filter {
      !["new", "alert", ""].contains($0)
    }
    let remark = remarks.isEmpty ? "" : "  [\(remarks.joined(separator: ", "))]"
    return "\(time)  \(topic)  \(field("source"))\(language)\(published)\(remark)"
  }

  /// Where to read on, and what other commands call it.
  private var reference: String {
    let number = alert["seq"]?.integer.map { "alert \($0)" }
    let item = field("item").isEmpty ? nil : "item \(field("item"))"
    let names = "(" + [number, item].compactMap(\.self).joined(separator: ", ") + ")"
    return "  " + styled([field("link"), names].filter { !$0.isEmpty }.joined(separator: "  "), "2")
  }

  /// `2024-10-24T11:00:03.120Z` for people: `2024-10-24 11:00 UTC`.
  static func minute(_ time: String) -> String {
    let minutes = 16
    guard !time.isEmpty else { return "(no time)" }
    return String(time.prefix(minutes).map { $0 == "T" ? " " : $0 }) + " UTC"
  }

  /// The log may have been written by anybody: nothing from it steers the terminal.
  private func field(_ name: String) -> String {
    CleanText.singleLine(alert[name]?.string ?? "", limit: 2_000)
  }

  private func styled(_ text: String, _ code: String) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Hits stand between `**`; a terminal shows them in colour instead.
  private func marked(_ text: String) -> String { hasColor ? MarkedText(text).terminal : text }
}
