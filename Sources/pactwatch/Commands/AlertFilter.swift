import FeedParsing
import JSON
import PactwatchKit
import Posix

/// Which alerts of the log a person wants to see.
struct AlertFilter {
  private let since: Int?
  /// Empty where all are wanted.
  private let topics: [String]

  init(_ arguments: Arguments, now: Int = Clock.system.now()) throws(CommandFailure) {
    topics = arguments.names("topic") ?? []
    since = try TimeArgument.since(arguments, now: now)
  }

  func admits(_ alert: JSONValue) -> Bool {
    guard topics.isEmpty || topics.contains(where: { alert["topic"]?.string == $0 }) else { return false }
    guard let since else { return true }
    let time = alert["time"]?.string.flatMap { FeedDate.parse($0) }
    return time.map { $0 >= since } ?? false
  }
}
