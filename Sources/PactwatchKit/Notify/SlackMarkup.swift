/// Slack's mrkdwn: https://api.slack.com/reference/surfaces/formatting.
enum SlackMarkup {
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

  /// An address as it stands in a text.
  static func address(_ target: String) -> String {
    target.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
  }

  static func link(_ target: String, label: String) -> String { "<\(address(target))|\(label)>" }
}
