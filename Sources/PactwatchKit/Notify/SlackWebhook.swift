internal import FeedParsing
internal import JSON

/// An incoming webhook of Slack, or of what speaks its language: https://api.slack.com/messaging/webhooks.
///
/// Slack shows the blocks and takes `text` for notifications; others show `text` alone, so it says it all.
struct SlackWebhook: WebTarget {
  let traits = TargetTraits.slack

  func capacity(for alerts: ArraySlice<RecordedAlert>) -> Int { SlackDigest(Array(alerts)).capacity }

  func body(of message: WebMessage) -> [UInt8] {
    var content = content(of: message)
    if let note = repeatNote(of: message) { content.append(note: note) }
    let blocks = content.blocks.isEmpty ? [] : [("blocks", JSONValue.array(content.blocks))]
    return JSONValue.object(
      pairs: [("text", .string(content.text))] + blocks + [
        ("unfurl_links", .bool(false)), ("unfurl_media", .bool(false)),
      ]
    ).serialized
  }

  private func content(of message: WebMessage) -> SlackContent {
    guard message.alerts.count == 1, let recorded = message.alerts.first else {
      return SlackDigest(message.alerts).content
    }
    let words = AlertWords(recorded.alert)
    guard message.isMinimal else { return SlackAlert(words).content }
    return SlackContent(text: words.minimal(traits, link: SlackMarkup.address), blocks: [])
  }

  func objection(to body: [UInt8], isError: Bool) -> DeliveryFailure? {
    SlackReply.objection(to: body, isError: isError)
  }
}

/// The two forms of one message.
struct SlackContent: Equatable {
  var text: String
  /// None where the text is all.
  var blocks: [JSONValue]

  mutating func append(note: String) {
    text += "\n(\(note))"
    if !blocks.isEmpty { blocks.append(SlackBlock.context(note)) }
  }
}

/// One alert: its title large, where it comes from, why, the link.
struct SlackAlert {
  private let words: AlertWords
  private let traits = TargetTraits.slack

  init(_ words: AlertWords) {
    self.words = words
  }

  var content: SlackContent {
    let why = words.why.isEmpty ? nil : traits.sentence(words.why, limit: SlackBlock.longestSection)
    let title = "*\(traits.text(words.title, limit: AlertWords.longestTitle))*"
    let origin = traits.text(words.origin, limit: SlackBlock.longestContext)
    let link = words.link.map { "<\(SlackMarkup.address($0))>" }
    let button = words.link.map { SlackMarkup.link($0, label: AlertWords.linkLabel) }
    return SlackContent(
      text: [title, origin, why, link, words.id].compactMap(\.self).joined(separator: "\n"),
      blocks: [SlackBlock.header(words.title), SlackBlock.context(words.origin)]
        + [why, button].compactMap { $0.map(SlackBlock.section) } + [SlackBlock.context(words.id)])
  }
}

/// Blocks of a message (https://api.slack.com/reference/block-kit/blocks), with their limits.
enum SlackBlock {
  static let longestHeader = 150
  static let longestSection = 3_000
  static let longestContext = 2_000
  static let maximum = 50

  /// Large and bold, without any markup.
  static func header(_ text: String) -> JSONValue {
    .object(pairs: [("type", .string("header")), ("text", plain(text, limit: longestHeader))])
  }

  /// `markup` is mrkdwn, escaped and within the limit.
  static func section(_ markup: String) -> JSONValue {
    let text = JSONValue.object(pairs: [
      ("type", .string("mrkdwn")), ("text", .string(markup)), ("verbatim", .bool(true)),
    ])
    return .object(pairs: [("type", .string("section")), ("text", text)])
  }

  /// Small and grey, without any markup.
  static func context(_ text: String) -> JSONValue {
    .object(pairs: [
      ("type", .string("context")), ("elements", .array([plain(text, limit: longestContext)])),
    ])
  }

  private static func plain(_ text: String, limit: Int) -> JSONValue {
    let fitted = CleanText.singleLine(text).fitted(to: TargetTraits.slack.limit(limit))
    // Slack refuses an empty text.
    return .object(pairs: [
      ("type", .string("plain_text")), ("text", .string(fitted.isEmpty ? "-" : fitted)),
      ("emoji", .bool(false)),
    ])
  }
}
