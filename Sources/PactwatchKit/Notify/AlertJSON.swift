internal import FeedParsing
package import JSON
internal import Matching

/// The JSON form of an alert, schema 1: a line of the alert log and the data of a webhook. docs/design.md has its fields.
package enum AlertJSON {
  /// Grows by one when a field changes its meaning; new fields do not count.
  static let schema = 1

  package static func value(of recorded: RecordedAlert) -> JSONValue {
    let alert = recorded.alert
    return .object(pairs: [
      ("schema", .integer(schema)),
      ("time", .string(FeedDate.rfc3339WithMilliseconds(alert.time))),
      ("seq", .integer(recorded.sequence)),
      ("id", .string(alert.id)),
      ("item", .optional(alert.item)),
      ("topic", .string(alert.topic)),
      ("tier", .string(alert.tier.rawValue)),
      ("kind", .string(alert.kind.rawValue)),
      ("feed", .string(alert.feed)),
      ("source", text(alert.source)),
      ("lang", .optional(alert.language.map { CleanText.singleLine($0) })),
      ("title", text(alert.title)),
      ("link", .optional(alert.link.map { CleanText.singleLine($0) })),
      ("published", .optional(alert.published.map(FeedDate.rfc3339WithMilliseconds))),
      ("why", text(alert.why)),
      ("evidence", .array(alert.evidence.map(value))),
      ("story", .null),
      ("repeats", alert.repeats.map { .integer($0) } ?? .null),
      ("date_doubt", .optional(alert.dateDoubt?.rawValue)),
    ])
  }

  /// The same alert without all that may be long or strange.
  static func minimal(of recorded: RecordedAlert) -> JSONValue {
    let needed: Set = ["schema", "time", "seq", "id", "topic", "tier", "kind", "title", "link"]
    return .object((value(of: recorded).object ?? []).filter { needed.contains($0.name) })
  }

  private static func value(of hit: Evidence) -> JSONValue {
    .object(pairs: [
      ("topic", .string(hit.topic)),
      ("branch", .integer(hit.branch)),
      ("concept", .string(hit.concept)),
      ("term", .string(hit.term)),
      ("field", .string(hit.field.rawValue)),
      ("text", text(hit.text)),
      ("start", .integer(hit.start)),
      ("end", .integer(hit.end)),
    ])
  }

  private static func text(_ text: String) -> JSONValue { .string(CleanText.singleLine(text)) }
}
