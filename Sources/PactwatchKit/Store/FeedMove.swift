import Curl

/// A redirect for good (301 or 308) that a feed's configured address gives, as it was seen so far.
///
/// It is followed at once, but only after a week the configured address is passed over: captive portals and mistakes of
/// publishers redirect for good too. Then it is asked once a week whether it still says so.
package struct FeedMove: Sendable, Equatable {
  /// Where it led to all that time.
  package var target: String
  /// When it was seen first, and when the configured address was asked last; milliseconds since 1970.
  package var since: Int
  package var seen: Int

  package init(to target: String, since: Int, seen: Int) {
    self.target = target
    self.since = since
    self.seen = seen
  }

  /// Whether the target is asked instead of the address that gave it.
  package func isTrusted(from url: String) -> Bool {
    seen - since >= Self.trial || isUpgrade(of: url)
  }

  /// Whether the configured address is to be asked what it says now; also where it was seen by a clock that was ahead.
  package func isStale(at time: Int) -> Bool { !(0..<Self.trial).contains(time - seen) }

  /// The same host over TLS: what can be trusted at once.
  private func isUpgrade(of url: String) -> Bool {
    guard let old = try? WebURL(url), let new = try? WebURL(target) else { return false }
    return !old.isSecure && new.isSecure && old.host == new.host
  }

  private static let trial = 7 * TimeSpan.day
}
