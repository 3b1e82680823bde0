internal import FeedParsing

/// The `Retry-After` header (RFC 9110 section 10.2.3): how long a server wants to be left alone.
package enum RetryAfter {
  /// The wait in milliseconds, at most `longest`; nil where the value says nothing.
  ///
  /// `now`, in milliseconds since 1970, is what a date in the value is compared with. A server that asks for more than a day
  /// or two has a clock or a mind of its own.
  package static func milliseconds(_ value: String, now: Int, longest: Int = day) -> Int? {
    let text = value.split(separator: " ").joined(separator: " ")
    if text.isEmpty { return nil }
    if let seconds = Int(text) { return seconds < 0 ? nil : min(seconds, longest / 1_000) * 1_000 }
    // More digits than an integer has.
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return longest }
    return FeedDate.parse(text).map { min(max(0, $0 - now), longest) }
  }

  package static let day = 24 * 60 * 60 * 1_000
}
