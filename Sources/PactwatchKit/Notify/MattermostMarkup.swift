/// Mattermost's Markdown: https://docs.mattermost.com/collaborate/format-messages.html.
enum MattermostMarkup {
  /// What begins or ends markup within a line; a line never begins with text from outside.
  ///
  /// `<!channel>` of Slack's is understood by its incoming webhooks too, and `@` mentions people and channels: an invisible
  /// character parts it from the name.
  static func escape(_ character: Character) -> String {
    switch character {
    case "\\", "`", "*", "_", "[", "]", "~", "|": "\\\(character)"
    default: SlackMarkup.escape(character)
    }
  }

  static func link(_ target: String, label: String) -> String { "[\(label)](\(target))" }
}
