internal import FeedParsing
internal import JSON

/// An incoming webhook of Slack, or of what speaks its language: https://api.slack.com/messaging/webhooks.
///
/// Slack shows the blocks and takes `text` for notifications; Mattermost and others show `text` alone, so it says it all.
struct SlackWebhook: WebTarget {
  func capacity(for alerts: ArraySlice<RecordedAlert>) -> Int { SlackDigest(Array(alerts)).capacity }

  func body(of message: WebMessage) -> [UInt8] {
    var content =
      message.alerts.count == 1 ? SlackAlert(message.alerts[0]).content : SlackDigest(message.alerts).content
    if message.mayHaveArrived { content.markRepeat() }
    return JSONValue.object(pairs: [
      ("text", .string(content.text)),
      ("blocks", .array(content.blocks)),
      ("unfurl_links", .bool(false)),
      ("unfurl_media", .bool(false)),
    ]).serialized
  }

  func headers(of message: WebMessage, body: [UInt8], now: Int) -> [(name: String, value: String)] { [] }

  /// Slack says `ok`; what speaks its language may say anything, so only what clearly is a refusal counts as one.
  func objection(to body: [UInt8]) -> String? {
    let words = String(decoding: body.prefix(Self.longestCode), as: UTF8.self).split(
      whereSeparator: \.isWhitespace)
    let reply = words.joined(separator: " ")
    if Self.codes.contains(reply) { return "it answers '\(reply)' instead of 'ok'" }
    // Any other words may repeat what must not be shown.
    if reply.hasPrefix("<") { return "it answers with a page instead of 'ok'; is the address right?" }
    return Self.isRefusal(body) ? "it answers that it has not taken the message" : nil
  }

  /// `{"ok":false}` of Slack's kin, `{"success":false}` of Rocket.Chat.
  private static func isRefusal(_ body: [UInt8]) -> Bool {
    guard let reply = try? JSONValue.read(body).value else { return false }
    return reply["ok"] == .bool(false) || reply["success"] == .bool(false)
  }

  /// What Slack says when it refuses a message (https://api.slack.com/messaging/webhooks#handling_errors).
  private static let codes: Set<String> = [
    "action_prohibited", "channel_is_archived", "channel_not_found", "invalid_payload", "invalid_token",
    "no_active_hooks", "no_service", "no_service_id", "no_team", "no_text",
    "posting_to_general_channel_denied",
    "rollup_error", "team_disabled", "too_many_attachments", "user_not_found",
  ]

  private static let longestCode = 40
}

/// The two forms of one message.
struct SlackContent: Equatable {
  var text: String
  var blocks: [JSONValue]

  /// Slack cannot tell repeats by a key, so its readers must be told.
  mutating func markRepeat() {
    let note = "possible repeat: it was sent before, and nobody knows whether it arrived"
    text += "\n(\(note))"
    blocks.append(SlackBlock.context(note))
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
    let fitted = CleanText.singleLine(text).fitted(to: SlackMarkup.limit(limit))
    // Slack refuses an empty text.
    return .object(pairs: [
      ("type", .string("plain_text")), ("text", .string(fitted.isEmpty ? "-" : fitted)),
      ("emoji", .bool(false)),
    ])
  }
}
