internal import FeedParsing
internal import JSON

/// An incoming webhook of Slack, or of what speaks its language: https://api.slack.com/messaging/webhooks.
///
/// Slack shows the blocks and takes `text` for notifications; Mattermost and others show `text` alone, so it says it all.
struct SlackWebhook: WebTarget {
  func body(of message: WebMessage) -> [UInt8] {
    let content =
      message.alerts.count == 1
      ? message.alerts.first.map { SlackAlert(alert: $0.alert).content } : SlackDigest(message.alerts).content
    return JSONValue.object(pairs: [
      ("text", .string(content?.text ?? "")),
      ("blocks", .array(content?.blocks ?? [])),
      ("unfurl_links", .bool(false)),
      ("unfurl_media", .bool(false)),
    ]).serialized
  }

  func headers(of message: WebMessage, body: [UInt8], now: Int) -> [(name: String, value: String)] { [] }

  func objection(to body: [UInt8]) -> String? {
    let words = String(decoding: body.prefix(Self.longestCode), as: UTF8.self).split(
      whereSeparator: \.isWhitespace)
    let reply = words.joined(separator: " ")
    if reply == "ok" { return nil }
    // Slack's codes look like `invalid_token`; anything else may repeat what must not be shown.
    let isCode = !reply.isEmpty && reply.allSatisfy { ("a"..."z").contains($0) || $0 == "_" }
    return isCode ? "it answers '\(reply)' instead of 'ok'" : "it does not answer 'ok'"
  }

  private static let longestCode = 40
}

/// The two forms of one message.
struct SlackContent: Equatable {
  var text: String
  var blocks: [JSONValue]
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
