/// How many messages a receiver may be sent: `burst` at once, and then one in each interval.
struct TokenBucket: Sendable, Equatable {
  let burst: Int
  /// In milliseconds.
  let interval: Int
  /// The moment from which on the whole burst is free again (GCRA, the leaky bucket as a meter).
  private var fullAt = 0

  init(burst: Int, interval: Int) {
    (self.burst, self.interval) = (burst, interval)
  }

  /// When the next message may go, not before `now`; by a clock that only goes forward.
  func ready(at now: Int) -> Int { max(now, fullAt - (burst - 1) * interval) }

  mutating func take(at now: Int) { fullAt = max(fullAt, now) + interval }
}
