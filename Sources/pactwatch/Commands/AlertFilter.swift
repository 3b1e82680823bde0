import FeedParsing
import JSON
import PactwatchKit
import Posix

/// Which alerts of the log a person wants to see.
struct AlertFilter {
  private let since: Int?
  /// Empty where all are wanted.
  private let topics: [Substring]

  init(_ arguments: Arguments, now: Int = Clock.system.now()) throws(CommandFailure) {
    topics = arguments.value("topic").map { $0.split { $0 == "," || $0 == " " } } ?? []
    guard let text = arguments.value("since") else {
      since = nil
      return
    }
    guard let time = Self.time(text, now: now) else {
      Terminal.message("--since takes an age such as 30m, 12h or 7d, or a date such as 2026-11-21")
      throw CommandFailure(status: .usage)
    }
    since = time
  }

  func admits(_ alert: JSONValue) -> Bool {
    guard topics.isEmpty || topics.contains(where: { alert["topic"]?.string == String($0) }) else {
      return false
    }
    guard let since else { return true }
    let time = alert["time"]?.string.flatMap { FeedDate.parse($0) }
    return time.map { $0 >= since } ?? false
  }

  /// An age with its unit, or a date, as milliseconds since 1970.
  static func time(_ text: String, now: Int) -> Int? {
    let units: [Character: Int] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
    if let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
      (0...100_000).contains(count)
    {
      return now - count * unit
    }
    return FeedDate.parse(text)
  }
}
