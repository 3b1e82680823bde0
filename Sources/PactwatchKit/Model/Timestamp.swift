/// Moments as milliseconds since 1970, written as RFC 3339 says.
package enum Timestamp {
  /// `2026-01-01T00:00:00.000Z`.
  package static func text(_ milliseconds: Int) -> String {
    let (days, time) = division(of: milliseconds, by: millisecondsPerDay)
    let date = date(ofDay: days)
    let clock = [time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60].map { digits($0, 2) }
    return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))T"
      + "\(clock.joined(separator: ":")).\(digits(time % 1_000, 3))Z"
  }

  /// `2026-01-01 00:00 UTC`, for people.
  package static func minutes(_ milliseconds: Int) -> String {
    let text = text(milliseconds)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// The moment of a date and time in UTC; the parts must be in range.
  package static func milliseconds(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
  ) -> Int {
    // Days since 1970 by the civil calendar, with years that begin in March so that leap days come last.
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = division(of: shifted, by: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * daysPerEra + dayOfEra - daysBefore1970
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000
  }

  /// The reverse of the above.
  private static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = division(of: days + daysBefore1970, by: daysPerEra)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func division(of number: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(abs(number))
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static let millisecondsPerDay = 24 * 60 * 60 * 1_000
  /// 400 years.
  private static let daysPerEra = 146_097
  /// From 0000-03-01.
  private static let daysBefore1970 = 719_468
}
