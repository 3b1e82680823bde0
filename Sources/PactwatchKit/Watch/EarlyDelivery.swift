/// Tells what was found while feeds are still being asked.
///
/// It goes on between two answers of feeds, so that neither receivers nor feeds wait for each other.
struct EarlyDelivery {
  private let newRun: (_ earlier: DeliverySummary) -> DeliveryRun
  private var run: DeliveryRun?
  private var untold: UntoldAlerts
  /// What came of all that it began.
  private(set) var summary = DeliverySummary()

  /// `start` is when the first feeds were asked, by a clock that only goes forward.
  init(since start: Int, _ newRun: @escaping (_ earlier: DeliverySummary) -> DeliveryRun) {
    untold = UntoldAlerts(since: start)
    self.newRun = newRun
  }

  var isUnderWay: Bool { run != nil }

  /// Whether it is time to tell what there is by now.
  mutating func isTime(_ now: Int) -> Bool { !isUnderWay && untold.isTime(now) }

  /// Begins to tell, where there are alerts that were not there the last time; `count` of all.
  mutating func begin(_ count: Int) throws(StoreError) {
    guard !isUnderWay, untold.areMore(count) else { return }
    var run = newRun(summary)
    try run.begin()
    self.run = run
  }

  /// Goes on, and waits at most so many milliseconds for it.
  mutating func step(within longest: Int = 0) throws(StoreError) {
    try run?.step(within: longest)
    guard let run, run.isDone else { return }
    summary = try run.end()
    self.run = nil
  }

  /// Brings to its end what was begun.
  mutating func finish() throws(StoreError) {
    while isUnderWay { try step(within: DeliveryRun.longestWait) }
  }
}
