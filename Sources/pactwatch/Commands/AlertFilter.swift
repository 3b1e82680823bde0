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
    since = try TimeArgument.since(arguments, now: now)
  }

  func admits(_ alert: JSONValue) -> Bool {
    guard topics.isEmpty || topics.contains(where: { alert["topic"]?.string == String($0) }) else {
      return false
    }
    guard let since else { return true }
    let time = alert["time"]?.string.flatMap { FeedDate.parse($0) }
    return time.map { $0 >= since } ?? false
  }
}
