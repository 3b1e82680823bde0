/// How often a feed says that it changes: RSS's `ttl` in minutes, else `sy:updatePeriod` and `sy:updateFrequency`
/// (https://web.resource.org/rss/1.0/modules/syndication/).
struct UpdateSchedule {
  private var minutes: Int?
  private var period: Int?
  private var frequency = 1

  /// In milliseconds; nil where it says nothing that can be understood.
  var interval: Int? {
    (minutes ?? period.map { $0 / frequency }).map { $0 * 60_000 }
  }

  mutating func set(_ element: FeedElement, _ value: String) {
    switch element {
    case .timeToLive: minutes = Self.number(value)
    case .updatePeriod: period = Self.periods[value.lowercased()]
    case .updateFrequency: frequency = Self.number(value) ?? 1
    default: break
    }
  }

  /// Above zero, and at most a year of minutes: nobody means more.
  private static func number(_ value: String) -> Int? {
    Int(value).flatMap { $0 > 0 ? min($0, 365 * 24 * 60) : nil }
  }

  private static let periods = [
    "hourly": 60, "daily": 24 * 60, "weekly": 7 * 24 * 60, "monthly": 30 * 24 * 60, "yearly": 365 * 24 * 60,
  ]
}
