import Curl
import Statements

/// Reads `receiver NAME` with its entries.
struct ReceiverStatement {
  static let kinds = ["file", "webhook", "slack"]
  static let entries = kinds + ["format", "secret", "topics", "digest over"]

  static func read(_ statement: Statement, folder: String) -> (receiver: Receiver?, problems: [Problem]) {
    var parts = StatementParts(statement)
    let name = parts.name()
    if parts.words.count > 1 {
      parts.report(parts.words[1], "a receiver has only a name; write the rest as entries below it")
    }
    let values = parts.entries(entries)
    let target = kind(values, &parts, folder: folder)
    let topics = values["topics"].map { Set(StatementParts.list($0).map(\.text)) }
    let digestOver = values["digest over"].flatMap { digest($0, &parts) }
    guard parts.problems.isEmpty, let name, let target else { return (nil, parts.problems) }
    let receiver = Receiver(
      name: name, kind: target, topics: topics, digestOver: digestOver ?? Receiver.defaultDigestOver)
    return (receiver, [])
  }

  private static func kind(
    _ values: [String: SourceText], _ parts: inout StatementParts, folder: String
  ) -> Receiver.Kind? {
    let given = kinds.filter { values[$0] != nil }
    guard given.count == 1, let kind = given.first, let target = values[kind] else {
      let keyword = parts.statement.keyword
      parts.report(
        keyword,
        "a receiver has one of \(kinds.joined(separator: ", "))" + (given.isEmpty ? "" : ", not several"))
      return nil
    }
    refuse("format", unless: "file", kind, values, &parts)
    refuse("secret", unless: "webhook", kind, values, &parts)
    switch kind {
    case "file":
      let format = format(values["format"], &parts)
      return .file(path: FilePath.resolve(target.text, in: folder), format: format)
    case "webhook":
      let signing = values["secret"].flatMap { parts.secret($0) }
      return address(target, &parts).map { .webhook(url: $0, signing: signing) }
    default:
      return parts.secret(target).map { .slack(url: $0) }
    }
  }

  private static func refuse(
    _ key: String, unless owner: String, _ kind: String, _ values: [String: SourceText],
    _ parts: inout StatementParts
  ) {
    guard kind != owner, let value = values[key] else { return }
    parts.report(value, "\(key) belongs to a receiver with \(owner):")
  }

  private static func format(_ value: SourceText?, _ parts: inout StatementParts) -> Receiver.LineFormat {
    guard let value else { return .json }
    if let format = Receiver.LineFormat(rawValue: value.text) { return format }
    parts.report(
      value, "format is one of \(Receiver.LineFormat.allCases.map(\.rawValue).joined(separator: ", "))")
    return .json
  }

  private static func digest(_ value: SourceText, _ parts: inout StatementParts) -> Int? {
    // More single messages than this in one run are a flood in any chat room.
    let most = 100
    guard let number = Int(value.text), (0...most).contains(number) else {
      parts.report(value, "digest over is a number from 0 to \(most)")
      return nil
    }
    return number
  }

  /// A webhook's address, in the open or kept as a secret.
  private static func address(_ value: SourceText, _ parts: inout StatementParts) -> Secret? {
    guard value.text.hasPrefix("http") else { return parts.secret(value) }
    do {
      return .plain(try WebURL(value.text).text)
    } catch {
      parts.report(value, error.description)
      return nil
    }
  }
}
