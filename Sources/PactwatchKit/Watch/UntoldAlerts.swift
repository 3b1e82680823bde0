/// When to tell what was found although feeds are still being asked: after 10 s, 40 s, 160 s ... of a run.
///
/// Slow sites keep no alert waiting; and a run sends few messages more than it would at its end.
struct UntoldAlerts {
  private let start: Int
  private var wait = 10_000
  private var told = 0

  /// By a clock that only goes forward, in milliseconds, as all times here.
  init(since start: Int) { self.start = start }

  mutating func isTime(_ now: Int) -> Bool {
    guard now - start >= wait else { return false }
    wait *= 4
    return true
  }

  /// Whether there are alerts that were not there the last time.
  mutating func areMore(_ count: Int) -> Bool {
    defer { told = count }
    return count > told
  }
}
