import Glibc

/// Where the time comes from; tests give their own.
package struct Clock: Sendable {
  /// Milliseconds since 1970, which people may set back and forth.
  package var now: @Sendable () -> Int
  /// Milliseconds since some moment, which only go forward: for measuring.
  package var elapsed: @Sendable () -> Int

  package init(now: @escaping @Sendable () -> Int, elapsed: @escaping @Sendable () -> Int) {
    self.now = now
    self.elapsed = elapsed
  }

  package static let system = Clock(
    now: { milliseconds(of: CLOCK_REALTIME) }, elapsed: { milliseconds(of: CLOCK_MONOTONIC) })

  private static func milliseconds(of clock: clockid_t) -> Int {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
