internal import JSON

/// What an incoming webhook of Slack or its kin says in the body of a reply, which may belie the status.
enum SlackReply {
  /// Slack says `ok`; what speaks its language may say anything, so only what clearly is a refusal counts as one.
  static func objection(to body: [UInt8], isError: Bool) -> DeliveryFailure? {
    let words = String(decoding: body.prefix(longestCode), as: UTF8.self).split(
      whereSeparator: \.isWhitespace)
    let reply = words.joined(separator: " ")
    if let fault = codes[reply] {
      return DeliveryFailure("it answers '\(reply)'\(isError ? "" : " instead of 'ok'")", fault)
    }
    let value = try? JSONValue.read(body).value
    if let code = value?["id"]?.string, let fault = fault(ofMattermost: code) {
      return DeliveryFailure("it answers '\(code)'", fault)
    }
    if isError { return nil }
    // Any other words may repeat what must not be shown.
    if reply.hasPrefix("<") {
      return DeliveryFailure("it answers with a page instead of 'ok'; is the address right?", .receiver)
    }
    // `{"ok":false}` of Slack's kin, `{"success":false}` of Rocket.Chat.
    let isRefusal = value?["ok"] == .bool(false) || value?["success"] == .bool(false)
    return isRefusal ? DeliveryFailure("it answers that it has not taken the message", .message) : nil
  }

  /// What Slack says when it refuses a message (https://api.slack.com/messaging/webhooks#handling_errors).
  private static let codes: [String: DeliveryFailure.Fault] = [
    "action_prohibited": .receiver, "channel_is_archived": .receiver, "channel_not_found": .receiver,
    "invalid_payload": .message, "invalid_token": .receiver, "no_active_hooks": .receiver,
    "no_service": .receiver, "no_service_id": .receiver, "no_team": .receiver, "no_text": .message,
    "posting_to_general_channel_denied": .receiver, "rollup_error": .transient, "team_disabled": .receiver,
    "too_many_attachments": .message, "user_not_found": .receiver,
  ]

  private static let longestCode = 40

  /// Mattermost answers 400 to everything; its code tells a hook that is gone from a message that it cannot read
  /// (`web.incoming_webhook.*` in its source, i18n/en.json).
  private static func fault(ofMattermost code: String) -> DeliveryFailure.Fault? {
    let family = "web.incoming_webhook."
    guard code.hasPrefix(family), code.utf8.count <= 80,
      code.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x5F || $0 == 0x2E })
    else { return nil }
    let ofMessage = ["text", "parse", "split_props_length", "media_type"]
    return ofMessage.contains { code.hasPrefix("\(family)\($0).") } ? .message : .receiver
  }
}
