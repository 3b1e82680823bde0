internal import JSON

/// An incoming webhook of Mattermost: one text in Markdown (https://developers.mattermost.com/integrate/webhooks/incoming).
struct MattermostWebhook: WebTarget {
  let traits = TargetTraits.mattermost

  func capacity(for alerts: ArraySlice<RecordedAlert>) -> Int {
    packed(DigestWords(Array(alerts))).first?.count ?? 1
  }

  func body(of message: WebMessage) -> [UInt8] {
    let note = repeatNote(of: message).map { "\n(\($0))" } ?? ""
    return JSONValue.object(pairs: [("text", .string(text(of: message) + note))]).serialized
  }

  private func text(of message: WebMessage) -> String {
    guard message.alerts.count == 1, let recorded = message.alerts.first else {
      return digest(DigestWords(message.alerts))
    }
    let words = AlertWords(recorded.alert)
    return message.isMinimal ? words.minimal(traits, link: { $0 }) : alert(words)
  }

  private func alert(_ words: AlertWords) -> String {
    let title = "**\(traits.text(words.title, limit: AlertWords.longestTitle))**"
    let origin = traits.text(words.origin, limit: Self.longestOrigin)
    let why = words.why.isEmpty ? nil : "> Why: \(traits.sentence(words.why, limit: Self.longestWhy))\n"
    let link = words.link.map { MattermostMarkup.link($0, label: AlertWords.linkLabel) }
    return [title, origin, why, link, words.id].compactMap(\.self).joined(separator: "\n")
  }

  /// Each line is a paragraph's line of its own; the rest that one text has no room for goes into the next message.
  private func digest(_ words: DigestWords) -> String {
    let lines = packed(words).first ?? []
    let rest = words.alerts.count - lines.count
    let head = "**\(words.title)** (\(traits.text(words.topics, limit: Self.longestOrigin)))"
    return ([head] + lines + (rest > 0 ? [DigestWords.rest(rest)] : [])).joined(separator: "\n")
  }

  private func packed(_ words: DigestWords) -> [[String]] {
    DigestWords.packed(
      words.lines(traits, link: MattermostMarkup.link),
      limit: traits.limit(traits.longestText - Self.roomBesideLines))
  }

  func objection(to body: [UInt8], isError: Bool) -> DeliveryFailure? {
    SlackReply.objection(to: body, isError: isError)
  }

  private static let longestOrigin = 1_000
  /// Longer than any sentence, and far within a post.
  private static let longestWhy = 3_000
  /// Head, the line about the rest and the note about a repeat.
  private static let roomBesideLines = 1_500
}
