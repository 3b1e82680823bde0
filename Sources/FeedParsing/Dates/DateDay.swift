/// The day among the tokens of a date.
struct DateDay {
  private(set) var parts: DateParts?

  /// A number, its digits, and what stands right behind it.
  private struct Number {
    var value: Int
    var digits: Int
    var behind: DateToken?

    var isYear: Bool { digits == 4 }
  }

  init(_ tokens: [DateToken]) {
    guard !Self.hasSign(tokens) else { return }
    let numbers = tokens.indices.compactMap { index -> Number? in
      guard case .number(let value, let digits) = tokens[index] else { return nil }
      return Number(value: value, digits: digits, behind: index + 1 < tokens.count ? tokens[index + 1] : nil)
    }
    let months = tokens.compactMap { $0.word.flatMap(MonthNames.month) }
    // "mar., 01 déc.": where a weekday looks like a month, the month comes later.
    parts =
      if let month = months.last {
        Self.named(month, numbers)
      } else if tokens.contains(.word(Self.weekMark)) {
        Self.week(numbers)
      } else {
        Self.numeric(numbers)
      }
  }

  private static let weekMark = XMLName("w")

  /// Whether a number is negative: a lone `-` stands before all, or between the month and what follows it.
  private static func hasSign(_ tokens: [DateToken]) -> Bool {
    tokens.indices.contains { index in
      guard tokens[index] == .mark("-"), index + 1 < tokens.count, tokens[index + 1].number != nil else {
        return false
      }
      guard index > 0 else { return true }
      return tokens[index - 1].word != nil && (index < 2 || tokens[index - 2] != .mark("-"))
    }
  }

  /// A day and a year around the name of a month.
  private static func named(_ month: Int, _ numbers: [Number]) -> DateParts? {
    guard numbers.count == 2 else { return nil }
    let (first, second) = (numbers[0], numbers[1])
    let (day, year) = first.isYear ? (second, first) : (first, second)
    guard day.digits <= 2, year.isYear || year.digits == 2 else { return nil }
    return DateParts(year: DateParts.fullYear(year.value, digits: year.digits), month: month, day: day.value)
  }

  /// `2024-W25-3` (ISO 8601): the week that has the year's first Thursday is the first.
  private static func week(_ numbers: [Number]) -> DateParts? {
    guard (2...3).contains(numbers.count), numbers[0].isYear, (1...53).contains(numbers[1].value) else {
      return nil
    }
    let weekday = numbers.count == 3 ? numbers[2].value : 1
    guard (1...7).contains(weekday) else { return nil }
    let fourth = CivilDate(year: numbers[0].value, month: 1, day: 4)
    let monday = fourth.daysSince1970 - (fourth.weekday + 6) % 7
    return DateParts(CivilDate(daysSince1970: monday + (numbers[1].value - 1) * 7 + weekday - 1))
  }

  /// `2024-171` (ISO 8601): a day of the year.
  private static func ordinal(_ year: Int, _ day: Int) -> DateParts? {
    let date = CivilDate(
      daysSince1970: CivilDate(year: year, month: 1, day: 1).daysSince1970 + day - 1)
    return day > 0 && date.year == year ? DateParts(date) : nil
  }

  private static func numeric(_ numbers: [Number]) -> DateParts? {
    guard let first = numbers.first else { return nil }
    switch numbers.count {
    case 1 where first.digits == 8:
      return DateParts(year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
    case 2 where first.isYear && numbers[1].digits == 3: return ordinal(first.value, numbers[1].value)
    case 2 where first.isYear: return DateParts(year: first.value, month: numbers[1].value)
    case 3 where first.isYear:
      return DateParts(year: first.value, month: numbers[1].value, day: numbers[2].value)
    case 3 where numbers[2].isYear: return yearLast(numbers)
    default: return nil
    }
  }

  /// With dots the day comes first; with other marks only a number above 12 tells which is the day.
  private static func yearLast(_ numbers: [Number]) -> DateParts? {
    let (first, second, year) = (numbers[0], numbers[1].value, numbers[2].value)
    if first.behind == .mark(".") || first.value > 12 {
      return DateParts(year: year, month: second, day: first.value)
    }
    return second > 12 ? DateParts(year: year, month: first.value, day: second) : nil
  }
}
