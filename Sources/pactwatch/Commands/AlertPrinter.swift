import FeedParsing
import JSON
import PactwatchKit

/// Prints those lines of an alert log that a person wants to see, and tells of lines that are no alerts.
struct AlertPrinter {
  private let filter: AlertFilter
  private let asJSON: Bool
  /// How many of those that are there already are wanted; nil for all, and for what comes.
  private var last: Int?
  private var held: [JSONValue] = []
  private var isEmpty = true
  /// All that the log has, shown or not.
  private var topics: Set<String> = []
  /// Where the log should be and is not.
  var absentLog: String?

  init(_ filter: AlertFilter, last: Int?, asJSON: Bool) {
    self.filter = filter
    self.last = last
    self.asJSON = asJSON
  }

  mutating func show(_ line: ArraySlice<UInt8>) {
    let alert = try? JSONValue.read(Array(line)).value
    guard let alert, let topic = alert["topic"]?.string, alert["title"]?.string != nil else {
      let text = CleanText.singleLine(String(decoding: line, as: UTF8.self), limit: 80)
      return Terminal.message("a line of the log is \(alert == nil ? "not JSON" : "no alert"): \(text)")
    }
    topics.insert(topic)
    guard filter.admits(alert) else { return }
    isEmpty = false
    guard let last else { return print(alert) }
    held.append(alert)
    if held.count > 2 * last { held.removeFirst(held.count - last) }
  }

  /// Shows the last of those that were there already; from now on each is shown at once.
  mutating func showLast() {
    held.suffix(last ?? 0).forEach(print)
    (held, last) = ([], nil)
  }

  private func print(_ alert: JSONValue) {
    if asJSON {
      Terminal.print(Self.cleaned(alert).text)
    } else {
      Terminal.print(AlertCard(alert, hasColor: Terminal.hasColor).text)
    }
  }

  /// Why nothing was shown; nil where something was. `waiting` alerts are recorded and not in the log; nil where nobody knows.
  func emptiness(waiting: Int?) -> String? {
    guard isEmpty else { return nil }
    if topics.isEmpty {
      let reason = absentLog.map { "\($0) is not there" } ?? "the log is empty"
      switch waiting {
      case nil: return reason + "; 'pactwatch status' knows whether alerts wait for it: ask as root"
      case 0?: return "no alerts yet: \(reason)"
      default: return reason
      }
    }
    return
      "no alert matches; the log has the topic\(topics.count == 1 ? "" : "s") \(topics.sorted().joined(separator: ", "))"
  }

  /// The log may have been written by anybody: no text of it steers the terminal.
  private static func cleaned(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(CleanText.clean(text))
    case .array(let elements): .array(elements.map(cleaned))
    case .object(let members):
      .object(members.map { JSONMember(name: CleanText.clean($0.name), value: cleaned($0.value)) })
    case .null, .bool, .integer, .double: value
    }
  }
}
