/// The two forms that almost all dates have, read without making a string.
///
///     Wed, 19 Jun 2024 10:00:00 +0900      2024-06-19T10:00:00.250+09:00
struct UsualDate {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int
  private var parts = DateParts()

  /// Nil where the date is written in any other way.
  static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> DateParts? {
    var date = UsualDate(bytes, range)
    let isRead =
      range.count > 4 && bytes[range.lowerBound + 4] == UInt8(ascii: "-") ? date.iso() : date.rfc822()
    return isRead && date.at == date.end ? date.parts : nil
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  private mutating func iso() -> Bool {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2), skip("T"),
      clock()
    else { return false }
    (parts.year, parts.month, parts.day) = (year, month, day)
    if skip(".") {
      guard let fraction = number(3) else { return false }
      parts.millisecond = fraction
    }
    return skip("Z") || offset(withColon: true)
  }

  private mutating func rfc822() -> Bool {
    if at + 5 < end, bytes[at + 3] == UInt8(ascii: ","), isWord(3) { at += 4 }
    _ = skip(" ")
    guard let day = number(2), skip(" "), at + 4 < end,
      let month = Self.months[XMLName(bytes, at..<at + 3)]
    else { return false }
    at += 3
    guard skip(" "), let year = number(4), skip(" "), clock(), skip(" ") else { return false }
    (parts.year, parts.month, parts.day) = (year, month, day)
    if end - at == 3, Self.greenwich[XMLName(bytes, at..<end)] != nil {
      at = end
      return true
    }
    return offset(withColon: false)
  }

  /// `10:00:00`
  private mutating func clock() -> Bool {
    guard let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2) else {
      return false
    }
    (parts.hour, parts.minute, parts.second) = (hour, minute, second)
    return true
  }

  private mutating func offset(withColon: Bool) -> Bool {
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(2), !withColon || skip(":"), let minutes = number(2),
      minutes < 60
    else { return false }
    let offset = hours * 60 + minutes
    parts.zone = .offset(isWest ? -offset : offset)
    return true
  }

  /// Exactly so many digits.
  private mutating func number(_ digits: Int) -> Int? {
    guard at + digits <= end else { return nil }
    var value = 0
    for byte in bytes[at..<at + digits] {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    at += digits
    return value
  }

  /// Whether so many letters are next.
  private func isWord(_ count: Int) -> Bool {
    bytes[at..<at + count].allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard at < end, bytes[at] == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private static let months = XMLNameTable<Int>([
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6), ("jul", 7), ("aug", 8),
    ("sep", 9),
    ("oct", 10), ("nov", 11), ("dec", 12),
  ])

  private static let greenwich = XMLNameTable<Int>([("gmt", 0), ("utc", 0)])
}
