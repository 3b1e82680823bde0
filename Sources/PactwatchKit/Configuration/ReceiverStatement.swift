import Bytes
import Curl
import Matching
import Posix
import Statements

/// Reads `receiver NAME` with its entries.
struct ReceiverStatement {
  static let kinds = ["file", "webhook", "slack", "mattermost"]
  static let entries =
    kinds + ["format", "secret", "topics", "digest over", "at least", "quiet", "quick tries", "proxy"]

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
    let atLeast = values["at least"].flatMap { tier($0, &parts) }
    let quiet = values["quiet"].flatMap { hours($0, &parts) }
    let quickTries = values["quick tries"].map { tries($0, &parts) }
    let usesProxy = values["proxy"].map { FeedStatement.usesProxy($0, &parts) } ?? true
    guard parts.problems.isEmpty, let name, let target else { return (nil, parts.problems) }
    var receiver = Receiver(
      name: name, kind: target, topics: topics, digestOver: digestOver ?? Receiver.defaultDigestOver,
      atLeast: atLeast, quiet: quiet, quickTries: quickTries ?? Receiver.defaultQuickTries)
    receiver.usesProxy = usesProxy
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
    if kind == "file" {
      for key in ["quiet", "quick tries", "digest over", "proxy"] {
        guard let value = values[key] else { continue }
        parts.report(value, "\(key) is for chat rooms and webhooks: a file gets everything at once")
      }
    }
    switch kind {
    case "file":
      let format = format(values["format"], &parts)
      return .file(path: FilePath.resolve(target.text, in: folder), format: format)
    case "webhook":
      let signing = values["secret"].flatMap { parts.secret($0) }
      return address(target, &parts).map { .webhook(url: $0, signing: signing) }
    case "mattermost": return parts.secret(target).map { .mattermost(url: $0) }
    default: return parts.secret(target).map { .slack(url: $0) }
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

  private static func tier(_ value: SourceText, _ parts: inout StatementParts) -> Tier? {
    if let tier = Tier(rawValue: value.text) { return tier }
    parts.report(value, "at least is alert or possible")
    return nil
  }

  /// `22:00-07:00 Europe/Berlin`.
  private static func hours(_ value: SourceText, _ parts: inout StatementParts) -> QuietHours? {
    let words = value.text.split(separator: " ")
    let times = (words.first ?? "").split(separator: "-").map(minutes)
    guard words.count == 2, times.count == 2, let start = times[0], let end = times[1], start != end else {
      parts.report(value, "quiet hours are two times of day and a time zone: 22:00-07:00 Europe/Berlin")
      return nil
    }
    let zone = String(words[1])
    guard LocalTime.isZone(zone) else {
      parts.report(
        value, "this machine knows no time zone \(zone); write one as Europe/Berlin, and install tzdata")
      return nil
    }
    return QuietHours(start: start, end: end, zone: zone)
  }

  /// `07:30` as minutes since midnight.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }

  /// Seconds to wait before each further try within a run; `none` for no such tries.
  private static func tries(_ value: SourceText, _ parts: inout StatementParts) -> [Duration] {
    if value.text == "none" { return [] }
    let longest = 60.0
    let seconds = StatementParts.list(value).map { Double($0.text) ?? -1 }
    guard seconds.count <= 5, seconds.allSatisfy((0...longest).contains) else {
      parts.report(
        value, "quick tries are at most five waits in seconds, each up to \(Int(longest)), or none")
      return []
    }
    return seconds.map { .seconds($0) }
  }

  /// A webhook's address, in the open or kept as a secret.
  private static func address(_ value: SourceText, _ parts: inout StatementParts) -> Secret? {
    guard value.text.hasPrefix("http") else {
      guard value.text.contains("://") else { return parts.secret(value) }
      parts.report(value, "an address begins with http:// or https://")
      return nil
    }
    do {
      return .plain(try WebURL(value.text).text)
    } catch {
      parts.report(value, error.description)
      return nil
    }
  }
}
