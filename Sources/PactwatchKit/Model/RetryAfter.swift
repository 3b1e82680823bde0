internal import FeedParsing

/// The `Retry-After` header (RFC 9110 section 10.2.3): how long a server wants to be left alone.
package enum RetryAfter {
  /// The wait in milliseconds, at most a day; nil where the value says nothing.
  ///
  /// `now`, in milliseconds since 1970, is what a date in the value is compared with.
  package static func milliseconds(_ value: String, now: Int) -> Int? {
    let text = value.split(separator: " ").joined(separator: " ")
    if text.isEmpty { return nil }
    if let seconds = Int(text) { return seconds < 0 ? nil : min(seconds, longest / 1_000) * 1_000 }
    // More digits than an integer has.
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return longest }
    return FeedDate.parse(text).map { min(max(0, $0 - now), longest) }
  }

  /// A server that asks for more has a clock or a mind of its own.
  private static let longest = 24 * 60 * 60 * 1_000
}
