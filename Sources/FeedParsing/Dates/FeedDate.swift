/// Dates as feeds and HTTP headers write them; instants are milliseconds since 1970, UTC.
package enum FeedDate {
  /// Longer texts are no dates.
  private static let longest = 120

  /// The instant that a date means, or nil: never a guess.
  ///
  /// Reads RFC 822 and 2822 with what feeds make of them, RFC 3339, ISO 8601, asctime, the three forms of HTTP
  /// (RFC 9110, section 5.6.7), Unix seconds, and month names of the watched languages. A time without a zone is
  /// UTC, a day without a time its first moment. A zone that is unknown or ambiguous makes no date.
  package static func parse(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    return parse(bytes, 0..<bytes.count)
  }

  static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let range = Whitespace.trimmed(range, of: bytes)
    guard !range.isEmpty, range.count <= longest else { return nil }
    if let parts = UsualDate.parse(bytes, range) { return parts.instant }
    return DateWords(String(decoding: bytes[range], as: UTF8.self)).parts?.instant
  }

  /// `2024-06-19T10:00:00Z` (RFC 3339).
  package static func rfc3339(_ milliseconds: Int) -> String {
    format(milliseconds, withMilliseconds: false)
  }

  /// `2024-06-19T10:00:00.250Z` (RFC 3339).
  package static func rfc3339WithMilliseconds(_ milliseconds: Int) -> String {
    format(milliseconds, withMilliseconds: true)
  }

  private static func format(_ milliseconds: Int, withMilliseconds: Bool) -> String {
    let seconds = floorDivide(milliseconds, 1000)
    let days = floorDivide(seconds, secondsOfDay)
    let date = CivilDate(daysSince1970: days)
    let second = floorRemainder(seconds, secondsOfDay)
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    let fraction = withMilliseconds ? "." + padded(floorRemainder(milliseconds, 1000), 3) : ""
    return "\(padded(date.year, 4))-\(two(date.month))-\(two(date.day))T\(clock)\(fraction)Z"
  }

  static let secondsOfDay = 86_400

  static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-(number + 1)) / divisor) - 1
  }

  private static func floorRemainder(_ number: Int, _ divisor: Int) -> Int {
    let remainder = number % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  private static func two(_ number: Int) -> String { padded(number, 2) }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}
