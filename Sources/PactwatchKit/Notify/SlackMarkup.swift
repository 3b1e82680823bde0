internal import FeedParsing
internal import Matching

/// Slack's mrkdwn: https://api.slack.com/reference/surfaces/formatting.
enum SlackMarkup {
  /// A limit of Slack; it does not say what it counts, and UTF-16 units are the most it may be.
  static func limit(_ count: Int) -> TextLimit { TextLimit(count: count, unit: .utf16) }

  /// Only these three are escaped; without `<` no mention of a person, group or channel is left.
  ///
  /// Slack-compatible servers see mentions behind a bare `@` too: an invisible character parts it from the name.
  static func escape(_ character: Character) -> String {
    switch character {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "@": "@\u{200B}"
    default: String(character)
    }
  }

  /// Text from outside as mrkdwn, at most so many UTF-16 units long.
  static func text(_ text: String, limit: Int) -> String {
    CleanText.singleLine(text).fitted(to: self.limit(limit), escaping: escape)
  }

  /// The matching sentence with its `**hits**` in bold.
  static func sentence(_ why: String, limit: Int) -> String {
    text(MarkedText(why).chat, limit: limit)
  }

  /// `<address|label>`, or `<address>` without a label; nil where there is no address that can be opened.
  static func link(_ address: String?, label: String? = nil) -> String? {
    address.flatMap(target).map { target in "<\(target)\(label.map { "|\($0)" } ?? "")>" }
  }

  /// An address that stays within its `<...>`; nil where it does not lead to a page or is absurdly long.
  private static func target(_ address: String) -> String? {
    let lowered = address.prefix(8).lowercased()
    guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://") else { return nil }
    let target = CleanText.singleLine(address).unicodeScalars.map(encode).joined()
    return target.utf16.count <= longestLink ? target : nil
  }

  private static func encode(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "%3C"
    case ">": "%3E"
    case "|": "%7C"
    case "\"": "%22"
    case " ": "%20"
    case "`": "%60"
    default: String(scalar)
    }
  }

  /// Leaves room for a label within a text of 3,000.
  private static let longestLink = 2_000
}
