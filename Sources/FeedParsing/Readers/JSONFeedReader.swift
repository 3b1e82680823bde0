import Bytes
import JSON

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
enum JSONFeedReader {
  /// - Parameter start: where the object begins.
  static func read(
    _ document: Document, from start: Int = 0, options: ParseOptions
  ) throws(FeedParseError) -> ParsedFeed {
    let reading: JSONReading
    do { reading = try JSONValue.read(document.bytes, from: start, keepsBeginning: true) } catch {
      throw .badJSON(offset: error.offset, reason: error.reason)
    }
    let root = reading.value
    let version = root["version"]?.string ?? ""
    let listed = root["items"]?.array
    if listed?.isEmpty != false, let stop = reading.stop {
      throw .badJSON(offset: stop.offset, reason: stop.reason)
    }
    // What stands behind junk must say what it is.
    guard version.contains("jsonfeed.org") || start == 0 && listed != nil else {
      throw NotAFeed.error(document.bytes, original: document.bytes, element: nil)
    }
    var feed = ParsedFeed(
      format: version.hasSuffix("1.1") ? .json11 : .json1, encoding: document.encoding)
    feed.title = text(root["title"])
    feed.titleText = feed.title.flatMap(plain)
    feed.link = link(root["home_page_url"], options)
    feed.language = text(root["language"]) ?? options.contentLanguage
    let items = listed ?? []
    feed.items = items.prefix(options.limits.items).map { item($0, root, options) }
    feed.notes = document.notes + reading.faults
    if let stop = reading.stop {
      feed.notes.append("the JSON breaks off: \(stop)")
      feed.isCutOff = true
    }
    if items.count > options.limits.items { feed.notes += MarkupDamage.itemLimit.notes }
    feed.isComplete = document.isIntact && feed.notes.count == document.notes.count
    return feed
  }

  /// A feed behind a notice of PHP or inside of a call (`callback({…})`); nil where there is none.
  static func readBehindJunk(_ document: Document, options: ParseOptions) -> ParsedFeed? {
    let bytes = document.bytes
    guard Markup.find("jsonfeed.org/version/", in: bytes, from: 0, to: bytes.count) != nil,
      let start = beginning(of: bytes)
    else { return nil }
    guard var feed = try? read(document, from: start, options: options), !feed.items.isEmpty else {
      return nil
    }
    feed.notes.append("there is text in front of the JSON")
    feed.isComplete = false
    return feed
  }

  /// Where the first object with a member begins.
  private static func beginning(of bytes: [UInt8]) -> Int? {
    var start = Bytes.first(UInt8(ascii: "{"), in: bytes, bytes.indices)
    while start < bytes.count {
      var at = start + 1
      while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
      if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { return start }
      start = Bytes.first(UInt8(ascii: "{"), in: bytes, at..<bytes.count)
    }
    return nil
  }

  private static func item(_ value: JSONValue, _ root: JSONValue, _ options: ParseOptions) -> ParsedItem {
    var item = ParsedItem()
    item.id = identifier(value["id"])
    let title = text(value["title"])
    item.titleSource = title.map { .string($0) }
    item.titleText = title.flatMap(plain)
    item.link = link(value["url"], options) ?? link(value["external_url"], options)
    item.published = identifier(value["date_published"]).flatMap(FeedDate.parse)
    item.updated = identifier(value["date_modified"]).flatMap(FeedDate.parse)
    let summary = feedText(value["summary"], .ambiguous)
    item.summarySource = summary?.source
    item.summaryText = summary?.plain
    let content = feedText(value["content_html"], .html) ?? feedText(value["content_text"], .plain)
    item.contentSource = content?.source
    item.contentText = content?.plain
    item.author = author(value) ?? author(root)
    item.language = text(value["language"])
    return item
  }

  /// 1.1 has `authors`, 1.0 `author`; some write the name alone.
  private static func author(_ value: JSONValue) -> String? {
    let author = value["authors"]?.array?.first ?? value["author"]
    return text(author?["name"] ?? author)
  }

  /// A string; or a number, which 1.0 tells readers to take as one, and which a date may be (Unix time).
  private static func identifier(_ value: JSONValue?) -> String? {
    switch value {
    case .integer(let number): String(number)
    case .double(let number): String(number)
    default: text(value)
    }
  }

  private static func link(_ value: JSONValue?, _ options: ParseOptions) -> String? {
    text(value).map { URLReference.resolve($0, against: options.baseURL ?? "") }
  }

  /// Clean, trimmed text; nil where there is none.
  private static func text(_ value: JSONValue?) -> String? {
    guard let string = value?.string else { return nil }
    let bytes = Array(CleanText.clean(string).utf8)
    let range = Whitespace.trimmed(0..<bytes.count, of: bytes)
    return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
  }

  private static func feedText(_ value: JSONValue?, _ form: TextForm) -> FeedText? {
    guard let string = value?.string else { return nil }
    return FeedText(CleanText.clean(string), form)
  }

  private static func plain(_ text: String) -> String? { FeedText(text, .plain)?.plain }
}
