/// Spans of time as people read and write them, in milliseconds.
package enum TimeSpan {
  package static let minute = 60_000
  package static let hour = 60 * minute
  package static let day = 24 * hour

  /// `3 days`, `7 hours`, `20 minutes`: rounded down, in the largest unit that there are two of.
  package static func text(_ span: Int) -> String {
    if span >= 2 * day { return RunReport.count(span / day, "day") }
    if span >= 2 * hour { return RunReport.count(span / hour, "hour") }
    return RunReport.count(max(0, span) / minute, "minute")
  }

  /// `30 min` (or `30 m`), `6 h`, `1 d`, with or without the blank; nil for anything else.
  package static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Int(digits), count <= mostUnits, let length = units[String(unit)] else { return nil }
    return count * length
  }

  private static let units = ["min": minute, "m": minute, "h": hour, "d": day]
  /// Of any unit: keeps the product far from the limit of integers.
  private static let mostUnits = 100_000
}
