/// Reads a date from its words and numbers, in whatever order they stand.
struct DateWords {
  private let tokens: [DateToken]
  private(set) var parts: DateParts?

  init(_ text: String) {
    tokens = DateScanner.tokens(of: text) ?? []
    parts = read()
  }

  private func read() -> DateParts? {
    if tokens.count == 1, let parts = single(tokens[0]) { return parts }
    var clock = DateClock(tokens)
    guard clock.isReadable else { return nil }
    let rest = clock.takeZone()
    guard let rest, var parts = DateDay(rest).parts else { return nil }
    clock.fill(&parts)
    return parts
  }

  /// A year, Unix time, or a day and time without marks; a day alone is `DateDay`'s.
  private func single(_ token: DateToken) -> DateParts? {
    guard case .number(let number, let digits) = token else { return nil }
    switch digits {
    case 4: return DateParts(year: number)
    case 10: return unix(milliseconds: number * 1000)
    case 13: return unix(milliseconds: number)
    case 14:
      return DateParts(
        year: number / 10_000_000_000, month: number / 100_000_000 % 100, day: number / 1_000_000 % 100,
        hour: number / 10_000 % 100, minute: number / 100 % 100, second: number % 100)
    default: return nil
    }
  }

  private func unix(milliseconds: Int) -> DateParts {
    let seconds = milliseconds / 1000
    let date = CivilDate(daysSince1970: seconds / FeedDate.secondsOfDay)
    let second = seconds % FeedDate.secondsOfDay
    return DateParts(
      year: date.year, month: date.month, day: date.day, hour: second / 3600, minute: second / 60 % 60,
      second: second % 60, millisecond: milliseconds % 1000)
  }
}
