internal import JSON

/// Many alerts in one message for Slack. The blocks have room for `capacity` of them; who only sees the text is told how many
/// more there are.
struct SlackDigest {
  private let words: DigestWords
  private let lines: [String]
  private let traits = TargetTraits.slack

  init(_ alerts: [RecordedAlert]) {
    words = DigestWords(alerts)
    lines = words.lines(traits, link: SlackMarkup.link)
  }

  var content: SlackContent {
    let sections = packed(limit: SlackBlock.longestSection)
    let shown = sections.prefix(Self.mostSections)
    let text = packed(limit: Self.longestText).first ?? []
    return SlackContent(
      text: (["*\(words.title)* (\(words.topics))"] + text + rest(besides: [text])).joined(separator: "\n"),
      blocks: [SlackBlock.header(words.title), SlackBlock.context(words.topics)]
        + shown.map { SlackBlock.section($0.joined(separator: "\n")) }
        + rest(besides: Array(shown)).map(SlackBlock.context))
  }

  /// How many of the alerts, counted from the first, the blocks have room for.
  var capacity: Int {
    packed(limit: SlackBlock.longestSection).prefix(Self.mostSections).reduce(0) { $0 + $1.count }
  }

  private func packed(limit: Int) -> [[String]] { DigestWords.packed(lines, limit: traits.limit(limit)) }

  private func rest(besides groups: [[String]]) -> [String] {
    let rest = lines.count - groups.reduce(0) { $0 + $1.count }
    return rest > 0 ? [DigestWords.rest(rest)] : []
  }

  /// Beside the sections there are a header, a context, the line about the rest and the note about a repeat.
  private static let mostSections = SlackBlock.maximum - 4
  /// What Slack shows of `text` before it may split the message.
  private static let longestText = 3_500
}
