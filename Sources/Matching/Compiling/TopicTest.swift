import Statements

/// A `test` statement: `test TOPIC + "title" / "text"`.
struct TopicTest: Sendable {
  enum Verdict: Character, Sendable {
    case fires = "+"
    case doesNotFire = "-"
    case isPossible = "?"
  }

  var source: SourceText
  var topic: SourceText
  var verdict: Verdict
  var item: MatchItem

  init(_ statement: Statement) throws(Mistake) {
    source = statement.arguments
    let text = source.text
    let nameEnd = text.firstIndex(where: \.isWhitespace) ?? text.endIndex
    topic = source.slice(0..<text.utf8.distance(from: text.startIndex, to: nameEnd))
    var rest = text[nameEnd...].drop(while: \.isWhitespace)
    guard !topic.text.isEmpty, let sign = rest.popFirst(), let verdict = Verdict(rawValue: sign) else {
      throw Mistake(source.text.isEmpty ? statement.keyword : source, Self.usage)
    }
    self.verdict = verdict
    let title = try QuotedText.read(rest.drop(while: \.isWhitespace), source)
    var body = QuotedText(content: "", rest: "")
    rest = title.rest.drop(while: \.isWhitespace)
    if rest.popFirst() == "/" {
      body = try QuotedText.read(rest.drop(while: \.isWhitespace), source)
      rest = body.rest.drop(while: \.isWhitespace)
    } else if !title.rest.allSatisfy(\.isWhitespace) {
      throw Mistake(source, Self.usage)
    }
    guard rest.isEmpty else { throw Mistake(source, Self.usage) }
    item = MatchItem(language: nil, title: title.content, summary: body.content, content: "")
    for entry in statement.entries { try read(entry) }
  }

  private mutating func read(_ entry: Statement.Entry) throws(Mistake) {
    guard entry.hasColon, entry.key.text == "lang" else {
      throw Mistake(
        entry.key,
        "\(entry.key.text) is no entry of a test\(Suggestion.hint(for: entry.key.text, among: ["lang"])); write lang: and a language tag"
      )
    }
    item.language = entry.value.text
  }

  private static let usage =
    "a test is written test TOPIC + \"title\" / \"text\" (+ must fire, - must not, ? must be possible; the text may be left out)"
}
