/// A date and time as it was read, not yet checked.
struct DateParts: Equatable {
  var year = 0
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0
  var zone = Zone.utc

  init(
    year: Int = 0, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0,
    millisecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  init(_ date: CivilDate) { self.init(year: date.year, month: date.month, day: date.day) }

  enum Zone: Equatable {
    /// Minutes east of Greenwich.
    case offset(Int)
    /// A place whose offset depends on the date.
    case place(TimeZones.Place)

    static let utc = Zone.offset(0)
  }

  /// No place on Earth is further from Greenwich, in minutes.
  private static let largestOffset = 15 * 60

  /// Milliseconds since 1970; nil where there is no such moment.
  var instant: Int? {
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid, (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      let offset = offset(on: date), abs(offset) <= Self.largestOffset
    else { return nil }
    // ISO 8601 writes the end of a day as 24:00; 24:05 can only mean the first hour of the day named.
    let hour = hour == 24 && (minute > 0 || second > 0) ? 0 : hour
    let seconds = hour * 3600 + (minute - offset) * 60 + min(second, 59)
    let instant = (date.daysSince1970 * FeedDate.secondsOfDay + seconds) * 1000 + millisecond
    return Self.writable.contains(instant) ? instant : nil
  }

  /// What RFC 3339 can write: the years 0000 to 9999, in UTC.
  private static let writable = -62_167_219_200_000..<253_402_300_800_000

  private func offset(on date: CivilDate) -> Int? {
    switch zone {
    case .offset(let minutes): minutes
    case .place(let place): place.offset(on: date, hour: hour)
    }
  }

  /// RFC 2822, section 4.3, with the century's turn where POSIX has it.
  static func fullYear(_ number: Int, digits: Int) -> Int {
    guard digits <= 2 else { return number }
    return number < 69 ? 2000 + number : 1900 + number
  }
}
