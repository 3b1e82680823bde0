import FeedParsing
import JSON
import Posix

/// The three ways to show a parsed feed.
extension ParseCommand {
  /// `format encoding items bytes text file`, where `text` counts the UTF-8 of what `json` would give.
  static func summary(_ source: Source, _ feed: ParsedFeed) -> String {
    var text = 0
    // By index and field: a copy of an item counts the references to each of its texts.
    for index in feed.items.indices {
      text += feed.items[index].id?.utf8.count ?? 0
      text += feed.items[index].link?.utf8.count ?? 0
      text += feed.items[index].titleSource?.count ?? 0
      text += feed.items[index].summarySource?.count ?? 0
      text += feed.items[index].contentSource?.count ?? 0
    }
    return "\(feed.format) \(feed.encoding) \(feed.items.count) \(source.size) \(text) \(source.name)"
  }

  /// One object; a key whose value is not known is there with null.
  static func json(_ source: Source, _ feed: ParsedFeed) -> String {
    JSONValue.object(pairs: [
      ("format", .string(feed.format.rawValue)),
      ("encoding", .string(feed.encoding)),
      (
        "feed",
        .object(pairs: [
          ("title", .optional(feed.title)), ("title_text", .optional(feed.titleText)),
          ("link", .optional(feed.link)), ("language", .optional(feed.language)),
          ("published", date(feed.published)), ("updated", date(feed.updated)),
        ])
      ),
      ("entries", .array(feed.items.map(entry))),
      ("complete", .bool(feed.isComplete)),
      ("notes", .array(feed.notes.map { .string($0) })),
    ]).text
  }

  private static func entry(_ item: ParsedItem) -> JSONValue {
    .object(pairs: [
      ("id", .optional(item.id)), ("title", .optional(item.title)), ("title_text", .optional(item.titleText)),
      ("link", .optional(item.link)), ("published", date(item.published)), ("updated", date(item.updated)),
      ("date", date(item.date)), ("summary", .optional(item.summary)),
      ("summary_text", .optional(item.summaryText)), ("content", .optional(item.content)),
      ("content_text", .optional(item.contentText)), ("author", .optional(item.author)),
      ("author_email", .optional(item.authorEmail)), ("language", .optional(item.language)),
      ("date_doubt", .optional(item.dateDoubt?.rawValue)),
    ])
  }

  private static func date(_ milliseconds: Int?) -> JSONValue {
    .optional(milliseconds.map(FeedDate.rfc3339))
  }

  /// For a person: what the feed is, what is odd about it, and a paragraph an item.
  static func card(_ source: Source, _ feed: ParsedFeed) -> String {
    var lines = [
      "\(feed.titleText ?? "(no title)")",
      "  \(feed.format), \(feed.encoding), \(feed.items.count) items, \(source.size) bytes"
        + (feed.language.map { ", language \($0)" } ?? ""),
    ]
    if let link = feed.link { lines.append("  \(CleanText.singleLine(link))") }
    lines += feed.notes.map { "  note: \($0)" }
    lines += doubtfulDates(feed).map { "  note: \($0)" }
    for item in feed.items { lines += [""] + card(item) }
    return lines.joined(separator: "\n")
  }

  /// A clause for each kind of date that is kept but not believed.
  private static func doubtfulDates(_ feed: ParsedFeed) -> [String] {
    [DateDoubt.future, .past].compactMap { doubt in
      let count = feed.items.count { $0.dateDoubt == doubt }
      let items = count == 1 ? "1 item is" : "\(count) items are"
      return count == 0 ? nil : "\(items) \(doubt.clause)"
    }
  }

  private static func card(_ item: ParsedItem) -> [String] {
    let head = [item.date.map(FeedDate.rfc3339), item.author].compactMap { $0 }.joined(separator: "  ")
    let lines = [
      item.titleText ?? "(no title)", head.isEmpty ? nil : "  " + head, item.link.map { "  " + $0 },
      item.id == item.link ? nil : item.id.map { "  id: " + $0 },
      (item.contentText ?? item.summaryText).map { "  " + $0 },
    ]
    return lines.compactMap { $0.map { CleanText.singleLine($0, limit: lineLimit) } }
      .enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
  }

  /// What a terminal shows in three lines.
  private static let lineLimit = 240
}

extension ParsedItem {
  fileprivate var dateDoubt: DateDoubt? { date.flatMap { DateDoubt(about: $0, now: Clock.system.now()) } }
}
