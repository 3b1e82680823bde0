import Curl
import Statements

/// Reads a setting: a line `key: value` at the margin.
struct SettingReader {
  /// The one setting that may stand on several lines.
  static let repeatable = "allow private"

  static let names = ["allow private", "backlog", "contact", "gap", "metrics", "ping", "proxy", "state"]

  /// Sets what the statement says, or tells what is wrong with it.
  static func read(_ statement: Statement, into settings: inout Settings, folder: String) -> [Problem] {
    let value = statement.arguments
    let name = statement.keyword.text
    guard names.contains(name) else {
      return [
        Problem(at: statement.keyword, "unknown setting \(name)" + Suggestion.hint(for: name, among: names))
      ]
    }
    if let entry = statement.entries.first {
      return [Problem(at: entry.key, "the setting \(name) has no entries; move this to the margin")]
    }
    guard !value.text.isEmpty else { return [Problem(at: statement.keyword, "\(name) needs a value")] }
    switch name {
    case "allow private": return readPrefixes(statement, into: &settings)
    case "backlog": return readBacklog(value, into: &settings)
    case "contact": return readContact(value, into: &settings)
    case "gap": return readGap(value, into: &settings)
    case "metrics":
      settings.metrics = FilePath.resolve(value.text, in: folder)
      return []
    case "ping": return readPing(statement, into: &settings)
    case "proxy": return readProxy(value, into: &settings)
    default:
      settings.state = FilePath.resolve(value.text, in: folder)
      return []
    }
  }

  private static func readPrefixes(_ statement: Statement, into settings: inout Settings) -> [Problem] {
    var problems: [Problem] = []
    for word in StatementParts(statement).words {
      do {
        settings.allowPrivate.append(try AddressPrefix(word.text))
      } catch {
        problems.append(Problem(at: word, error.description))
      }
    }
    return problems
  }

  private static func readBacklog(_ value: SourceText, into settings: inout Settings) -> [Problem] {
    let known = Settings.Backlog.allCases.map(\.rawValue)
    guard let backlog = Settings.Backlog(rawValue: value.text) else {
      return [Problem(at: value, "backlog is one of \(known.joined(separator: ", "))")]
    }
    settings.backlog = backlog
    return []
  }

  private static func readContact(_ value: SourceText, into settings: inout Settings) -> [Problem] {
    let isHeaderText = value.text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()".utf8.contains($0) }
    guard isHeaderText, value.text.contains("@") || value.text.hasPrefix("http") else {
      return [Problem(at: value, "contact is a mail address or the address of a web page, in ASCII")]
    }
    settings.contact = value.text
    return []
  }

  private static func readPing(_ statement: Statement, into settings: inout Settings) -> [Problem] {
    var parts = StatementParts(statement)
    settings.ping = parts.secret(statement.arguments)
    return parts.problems
  }

  private static func readProxy(_ value: SourceText, into settings: inout Settings) -> [Problem] {
    do {
      settings.proxy = try WebURL(value.text)
      return []
    } catch {
      return [
        Problem(at: value, "proxy is an address such as http://proxy.example:3128: \(error.description)")
      ]
    }
  }

  private static func readGap(_ value: SourceText, into settings: inout Settings) -> [Problem] {
    // Longer than a run may last, it would only starve the hosts with many feeds.
    let longest = 60.0
    guard let gap = Double(value.text), (0...longest).contains(gap) else {
      return [Problem(at: value, "gap is a number of seconds from 0 to \(Int(longest))")]
    }
    settings.gap = gap
    return []
  }
}
