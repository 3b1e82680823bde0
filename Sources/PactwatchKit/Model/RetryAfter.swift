/// The `Retry-After` header (RFC 9110 section 10.2.3): how long a server wants to be left alone.
package enum RetryAfter {
  /// The wait in milliseconds, at most a day; nil where the value says nothing.
  ///
  /// `now`, in milliseconds since 1970, is what a date in the value is compared with.
  package static func milliseconds(_ value: String, now: Int) -> Int? {
    let text = value.split(separator: " ").joined(separator: " ")
    if let seconds = Int(text), seconds >= 0 { return min(seconds, longest / 1_000) * 1_000 }
    guard !text.isEmpty, !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return text.isEmpty ? nil : longest
    }
    return moment(text).map { min(max(0, $0 - now), longest) }
  }

  /// A server that asks for more has a clock or a mind of its own.
  private static let longest = 24 * 60 * 60 * 1_000

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the only form of a date that may be sent (RFC 9110 section 5.6.7).
  static func moment(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = number(words[1], 1...31),
      let month = months.firstIndex(of: String(words[2])), let year = number(words[3], 1970...9999)
    else { return nil }
    let time = words[4].split(separator: ":", omittingEmptySubsequences: false)
    guard time.count == 3, let hour = number(time[0], 0...23), let minute = number(time[1], 0...59),
      let second = number(time[2], 0...60)
    else { return nil }
    return Timestamp.milliseconds(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
  }

  private static func number(_ digits: Substring, _ range: ClosedRange<Int>) -> Int? {
    Int(digits).flatMap { range.contains($0) ? $0 : nil }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
