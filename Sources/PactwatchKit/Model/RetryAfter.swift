internal import FeedParsing

/// The `Retry-After` header (RFC 9110 section 10.2.3): how long a server wants to be left alone.
package enum RetryAfter {
  /// The wait in milliseconds, at most `longest`; nil where the value says nothing.
  ///
  /// `now`, in milliseconds since 1970, is what a date in the value is compared with. A server that asks for more than a day
  /// or two has a clock or a mind of its own.
  package static func milliseconds(_ value: String, now: Int, longest: Int = TimeSpan.day) -> Int? {
    let text = value.split(separator: " ").joined(separator: " ")
    if text.isEmpty { return nil }
    // Some servers give a fraction; text that is longer than any number reads as infinite.
    if let seconds = Double(text) {
      return seconds >= 0 ? Int((min(seconds, Double(longest / 1_000)) * 1_000).rounded(.up)) : nil
    }
    return FeedDate.parse(text).map { min(max(0, $0 - now), longest) }
  }
}
