import FeedParsing
import JSON
import Matching
import Posix

/// `match`: items in, a verdict a line out.
enum MatchCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let choice = try TopicChoice(arguments)
      let input = try MatchInput(arguments)
      let isSound = write(input, choice.topics, asJSON: arguments.has("json"))
      if choice.hasErrors { return .configuration }
      return isSound ? .ok : .data
    } catch {
      return error.status
    }
  }

  /// So many bytes are gathered before they are written.
  private static let chunk = 1 << 16

  /// Whether every line of the input held an item.
  private static func write(_ input: MatchInput, _ topics: TopicSet, asJSON: Bool) -> Bool {
    var output: [UInt8] = []
    let isSound = input.readItems { item in
      let matches = topics.match(item.content)
      if asJSON {
        json(item.id, matches).write(to: &output)
        output.append(UInt8(ascii: "\n"))
      } else {
        output += Array(text(item, matches).utf8)
      }
      if output.count > chunk {
        Terminal.print(output)
        output.removeAll(keepingCapacity: true)
      }
    }
    Terminal.print(output)
    return isSound
  }

  private static func json(_ id: JSONValue, _ matches: [Match]) -> JSONValue {
    func names(_ tier: Tier) -> JSONValue {
      .array(matches.filter { $0.tier == tier }.map { .string($0.topic) })
    }
    return .object(pairs: [
      ("id", id), ("topics", names(.alert)), ("possible", names(.possible)),
      ("evidence", .array(matches.flatMap(\.evidence).map(json))),
    ])
  }

  static func json(_ evidence: Evidence) -> JSONValue {
    .object(pairs: [
      ("topic", .string(evidence.topic)), ("branch", .integer(evidence.branch)),
      ("concept", .string(evidence.concept)),
      ("term", .string(evidence.term)), ("field", .string(evidence.field.rawValue)),
      ("text", .string(evidence.text)),
      ("start", .integer(evidence.start)), ("end", .integer(evidence.end)),
    ])
  }

  /// What an item is called by: what has no name by its first words.
  private static func title(of item: MatchInput.Item) -> String {
    if !item.content.title.isEmpty { return item.content.title }
    if let id = item.id.string, id != "-" { return id }
    let text = item.content.summary.isEmpty ? item.content.content : item.content.summary
    return CleanText.singleLine(text, limit: firstWords)
  }

  /// In characters: what is left of a terminal's line.
  private static let firstWords = 60

  /// For people: the topics and the sentence, or a hyphen.
  private static func text(_ item: MatchInput.Item, _ matches: [Match]) -> String {
    let title = title(of: item)
    guard !matches.isEmpty else { return "-  \(title)\n" }
    return matches.map { match in
      "\(match.topic)\(match.tier == .possible ? "?" : "")  \(title)\n    \(match.why)\n"
    }.joined()
  }
}
