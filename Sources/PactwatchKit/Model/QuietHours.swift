internal import Posix

/// The hours in which a receiver is told nothing: what comes then waits for their end.
package struct QuietHours: Sendable, Equatable {
  /// Minutes since midnight; behind `end` where they last over midnight.
  package var start: Int
  package var end: Int
  /// A name of the tz database.
  package var zone: String

  package init(start: Int, end: Int, zone: String) {
    (self.start, self.end, self.zone) = (start, end, zone)
  }

  /// `moment` is in milliseconds since 1970.
  package func contain(_ moment: Int) -> Bool {
    let minute = LocalTime.minuteOfDay(at: moment, zone: zone)
    return start < end ? (start..<end).contains(minute) : minute >= start || minute < end
  }

  /// What they do to an alert: `held until 06:00 Europe/Berlin (quiet)`.
  package var hold: String { "held until \(endText) (quiet)" }

  /// When they end, as the configuration has it: `06:00 Europe/Berlin`.
  private var endText: String {
    let parts = [end / 60, end % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(parts.joined(separator: ":")) \(zone)"
  }
}
