import FeedParsing
import PactwatchKit
import Posix

/// The value of `--since`: an age with its unit, or a date.
enum TimeArgument {
  /// Milliseconds since 1970, or nil where the option is not given.
  static func since(_ arguments: Arguments, now: Int = Clock.system.now()) throws(CommandFailure) -> Int? {
    guard let text = arguments.value("since") else { return nil }
    if let time = time(text, now: now) { return time }
    Terminal.message("--since takes an age such as 30m, 12h or 7d, or a date such as 2026-11-21")
    throw CommandFailure(status: .usage)
  }

  static func time(_ text: String, now: Int) -> Int? {
    TimeSpan.parse(text).map { now - $0 } ?? FeedDate.parse(text)
  }
}
