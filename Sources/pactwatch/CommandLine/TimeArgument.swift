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
    let units: [Character: Int] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
    if let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
      (0...100_000).contains(count)
    {
      return now - count * unit
    }
    return FeedDate.parse(text)
  }
}
