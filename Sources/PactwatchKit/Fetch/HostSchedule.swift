/// Who may start when: one transfer for each host at a time, starts to one host a gap apart, so many in all.
///
/// Knows no clock: it is told the time since the run began.
struct HostSchedule {
  private struct Host {
    /// The next one last.
    var waiting: [Int] = []
    var isBusy = false
    var isResting = false
    var isReady = false
  }

  private let gap: Duration
  private let maxInFlight: Int
  private var hosts: [String: Host] = [:]
  private var inFlight = 0
  /// Hosts that may start, the next one last.
  private var ready: [String] = []
  /// Hosts that were started, with the time from which they may be again; in the order of that time.
  private var rests: [(host: String, end: Duration)] = []
  /// So many of `rests` are over.
  private var restsOver = 0

  init(gap: Duration, maxInFlight: Int) {
    self.gap = gap
    self.maxInFlight = maxInFlight
  }

  /// Takes in all that wait at the beginning.
  ///
  /// The host that most wait for starts first: with a gap between starts it decides how long the run takes.
  mutating func begin(_ requests: [(id: Int, host: String)]) {
    for (id, host) in requests.reversed() { hosts[host, default: Host()].waiting.append(id) }
    ready = hosts.sorted { ($0.value.waiting.count, $1.key) < ($1.value.waiting.count, $0.key) }.map(\.key)
    for host in ready { hosts[host]?.isReady = true }
  }

  /// Puts a request, such as the next hop of a redirect, before all that wait for its host.
  mutating func enqueue(_ id: Int, host: String) {
    hosts[host, default: Host()].waiting.append(id)
    makeReadyIfFree(host)
  }

  /// The next request to start at that time; nil where none may.
  mutating func start(at now: Duration) -> Int? {
    wake(at: now)
    guard inFlight < maxInFlight, let host = ready.popLast(), let id = hosts[host]?.waiting.popLast() else {
      return nil
    }
    hosts[host]?.isReady = false
    hosts[host]?.isBusy = true
    hosts[host]?.isResting = true
    rests.append((host, now + gap))
    inFlight += 1
    return id
  }

  /// Notes that the transfer of a host ended.
  mutating func end(_ host: String) {
    inFlight -= 1
    hosts[host]?.isBusy = false
    makeReadyIfFree(host)
  }

  /// Takes back all that wait for a host.
  mutating func abandon(_ host: String) -> [Int] {
    let waiting = hosts[host]?.waiting ?? []
    hosts[host]?.waiting = []
    hosts[host]?.isReady = false
    ready.removeAll { $0 == host }
    return waiting.reversed()
  }

  /// When `start` may give something that it does not give now, if no transfer ends before.
  var nextStart: Duration? { restsOver < rests.count ? rests[restsOver].end : nil }

  private mutating func wake(at now: Duration) {
    while restsOver < rests.count, rests[restsOver].end <= now {
      let host = rests[restsOver].host
      restsOver += 1
      hosts[host]?.isResting = false
      makeReadyIfFree(host)
    }
  }

  /// A host that becomes free is the next to start: more waits for it than for those that were not asked yet.
  private mutating func makeReadyIfFree(_ name: String) {
    guard let host = hosts[name], !host.isBusy, !host.isResting, !host.isReady, !host.waiting.isEmpty else {
      return
    }
    hosts[name]?.isReady = true
    ready.append(name)
  }
}
