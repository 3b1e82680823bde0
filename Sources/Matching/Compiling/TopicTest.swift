import Statements

/// A `test` statement: `test TOPIC + "title" / "text"`.
struct TopicTest: Sendable {
  /// What must come of it, by its sign.
  enum Verdict: Unicode.Scalar, Sendable {
    case fires = "+"
    case doesNotFire = "-"
    case isPossible = "?"
  }

  var source: SourceText
  var topic: SourceText
  var verdict: Verdict
  var item: MatchItem
  /// Where the title and the text stand in `source`, quotation marks included.
  private var titleRange = 0..<0
  private var bodyRange = 0..<0

  init(_ statement: Statement) throws(Mistake) {
    source = statement.arguments
    let text = Array(source.text.utf8)
    let nameEnd = WhiteSpace.firstIndex(in: text[...]) ?? text.count
    topic = source.slice(0..<nameEnd)
    var rest = WhiteSpace.drop(text[nameEnd...])
    guard nameEnd > 0, let sign = rest.popFirst(), let verdict = Verdict(rawValue: Unicode.Scalar(sign))
    else {
      throw Mistake(source.text.isEmpty ? statement.keyword : source, Self.usage)
    }
    self.verdict = verdict
    let title = try Self.quoted(rest, source, &titleRange)
    var body = QuotedText(content: [], rest: [])
    rest = WhiteSpace.drop(title.rest)
    if !rest.isEmpty {
      guard rest.popFirst() == UInt8(ascii: "/") else { throw Mistake(source, Self.usage) }
      body = try Self.quoted(rest, source, &bodyRange)
    }
    guard WhiteSpace.drop(body.rest).isEmpty else { throw Mistake(source, Self.usage) }
    item = MatchItem(
      language: nil, title: String(decoding: title.content, as: UTF8.self),
      summary: String(decoding: body.content, as: UTF8.self), content: "")
    for entry in statement.entries { try read(entry) }
  }

  private static func quoted(
    _ text: ArraySlice<UInt8>, _ source: SourceText, _ range: inout Range<Int>
  ) throws(Mistake) -> QuotedText {
    let start = WhiteSpace.drop(text)
    guard start.first == UInt8(ascii: "\"") else { throw Mistake(source, Self.usage) }
    let quoted = try QuotedText.read(start, source)
    range = start.startIndex..<quoted.rest.startIndex
    return quoted
  }

  /// `TOPIC + "title" / "text"`, each as written.
  var written: String {
    let title = "\(topic.text) \(verdict.rawValue) \(source.slice(titleRange).text)"
    return bodyRange.isEmpty ? title : title + " / " + source.slice(bodyRange).text
  }

  private mutating func read(_ entry: Statement.Entry) throws(Mistake) {
    guard entry.hasColon, entry.key.text == "lang" else {
      throw Mistake(
        entry.key,
        "\(entry.key.text) is no entry of a test\(Suggestion.hint(for: entry.key.text, among: ["lang"])); write lang: and a language tag"
      )
    }
    guard LanguageTag.isValid(entry.value.text) else {
      let hint = LanguageTag.hint(for: entry.value.text)
      throw Mistake(entry.value, "lang is a language tag such as ko or zh-Hant\(hint)")
    }
    item.language = entry.value.text
  }

  private static let usage =
    "a test is written test TOPIC + \"title\" / \"text\" (+ must fire, - must not, ? must be possible; the text may be left out)"
}
