/// Who may start when: one transfer for each host at a time, starts to one host a gap apart, so many in all.
///
/// A transfer that takes long gives up its place among those, or as many sites that hang would keep all others waiting.
///
/// Knows no clock: it is told the time since the run began.
struct HostSchedule {
  private struct Host {
    /// The next one last.
    var waiting: [Int] = []
    /// When its transfer started, while there is one.
    var start: Duration?
    /// Whether its transfer takes long and holds no place.
    var isSlow = false
    var isResting = false
    var isReady = false
  }

  private let gap: Duration
  private let places: Int
  private var hosts: [String: Host] = [:]
  private var inFlight = 0
  private var placesTaken = 0
  /// Hosts that may start, the next one last.
  private var ready: [String] = []
  /// Hosts that were started, with the time from which they may be again.
  private var rests = Deadlines()
  /// Hosts that were started, with the time when they give up their place.
  private var patience = Deadlines()

  /// Most feeds take a tenth of this.
  static let longestBrisk: Duration = .seconds(3)
  /// How many times as many are in flight together with those that take long; each of them takes memory.
  static let slowFactor = 4

  init(gap: Duration, maxInFlight: Int) {
    self.gap = gap
    places = maxInFlight
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
    guard placesTaken < places, inFlight < places * Self.slowFactor, let host = ready.popLast(),
      let id = hosts[host]?.waiting.popLast()
    else { return nil }
    hosts[host]?.isReady = false
    hosts[host]?.start = now
    hosts[host]?.isResting = true
    rests.append(host, end: now + gap)
    patience.append(host, end: now + Self.longestBrisk)
    inFlight += 1
    placesTaken += 1
    return id
  }

  /// Notes that the transfer of a host ended.
  mutating func end(_ host: String) {
    inFlight -= 1
    if hosts[host]?.isSlow == false { placesTaken -= 1 }
    hosts[host]?.isSlow = false
    hosts[host]?.start = nil
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
  var nextStart: Duration? {
    [rests.next, ready.isEmpty ? nil : patience.next].compactMap(\.self).min()
  }

  private mutating func wake(at now: Duration) {
    while let host = rests.pop(at: now) {
      hosts[host]?.isResting = false
      makeReadyIfFree(host)
    }
    while let host = patience.pop(at: now) {
      // It may have ended meanwhile, and another one have started.
      guard let start = hosts[host]?.start, start + Self.longestBrisk <= now else { continue }
      hosts[host]?.isSlow = true
      placesTaken -= 1
    }
  }

  /// A host that becomes free is the next to start: more waits for it than for those that were not asked yet.
  private mutating func makeReadyIfFree(_ name: String) {
    guard let host = hosts[name], host.start == nil, !host.isResting, !host.isReady, !host.waiting.isEmpty
    else {
      return
    }
    hosts[name]?.isReady = true
    ready.append(name)
  }
}

/// Hosts with a time each, added in the order of their times.
private struct Deadlines {
  private var entries: [(host: String, end: Duration)] = []
  /// So many of them are over.
  private var over = 0

  mutating func append(_ host: String, end: Duration) { entries.append((host, end)) }

  var next: Duration? { over < entries.count ? entries[over].end : nil }

  mutating func pop(at now: Duration) -> String? {
    guard let next, next <= now else { return nil }
    over += 1
    return entries[over - 1].host
  }
}
