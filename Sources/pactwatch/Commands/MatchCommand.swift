import JSON
import Matching
import Posix

/// `match`: items in, a verdict a line out.
enum MatchCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(PosixError) {
      let files = try TopicFiles(directory: arguments.value("topics") ?? TopicFiles.defaultDirectory)
      if !files.report.isEmpty { try StandardStream.error.write(files.report) }
      let input = try MatchInput.read(arguments)
      if !input.complaints.isEmpty { try StandardStream.error.write(input.complaints) }
      try write(input.items, files.topics, asJSON: arguments.has("json"))
      if files.hasErrors { return .configuration }
      return input.complaints.isEmpty ? .ok : .data
    } catch {
      return TopicFiles.status(of: error)
    }
  }

  /// So many bytes are gathered before they are written.
  private static let chunk = 1 << 16

  private static func write(_ items: [MatchInput.Item], _ topics: TopicSet, asJSON: Bool) throws(PosixError) {
    var output: [UInt8] = []
    for item in items {
      let matches = topics.match(item.content)
      if asJSON {
        output += json(item.id, matches).serialized
        output.append(UInt8(ascii: "\n"))
      } else {
        output += Array(text(item, matches).utf8)
      }
      if output.count > chunk {
        try StandardStream.output.write(output)
        output.removeAll(keepingCapacity: true)
      }
    }
    try StandardStream.output.write(output)
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

  private static func json(_ evidence: Evidence) -> JSONValue {
    .object(pairs: [
      ("topic", .string(evidence.topic)), ("branch", .integer(evidence.branch)),
      ("concept", .string(evidence.concept)),
      ("term", .string(evidence.term)), ("field", .string(evidence.field.rawValue)),
      ("text", .string(evidence.text)),
      ("start", .integer(evidence.start)), ("end", .integer(evidence.end)),
    ])
  }

  /// For people: the topics and the sentence, or a hyphen.
  private static func text(_ item: MatchInput.Item, _ matches: [Match]) -> String {
    let title = item.content.title.isEmpty ? item.id.string ?? "" : item.content.title
    guard !matches.isEmpty else { return "-  \(title)\n" }
    return matches.map { match in
      "\(match.topic)\(match.tier == .possible ? "?" : "")  \(title)\n    \(match.why)\n"
    }.joined()
  }
}
