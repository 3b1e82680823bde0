internal import Curl
internal import Posix
internal import SQLite

/// Brings one web receiver its messages, one after the other, and records what came of each.
///
/// It has its own queue, rate and deadline: whatever its server does, no other receiver waits for it. What follows from a
/// failure is in `Courier+Failures.swift`.
struct Courier {
  let receiver: Receiver
  let target: any WebTarget
  let url: WebURL
  let store: Store
  let settings: DeliverySettings
  let newKey: () -> String
  /// No request begins after it; by the clock's `elapsed`.
  let deadline: Int
  /// Still to be sent, in order.
  var queue: [WebMessage] = []
  private(set) var current: WebMessage?
  private var bucket: TokenBucket
  /// When to go on; by the clock's `elapsed`.
  var resumeAt = 0
  /// Of the message in hand, within this run.
  var quickTries = 0
  var splits = 0
  /// Messages that were refused even in their plainest form, since one was taken.
  var refusals = 0
  /// Whether it has taken anything in this run: then what fails is the message's fault.
  var hasTaken: Bool { taken > 0 }
  /// How many messages it has taken in this run.
  private(set) var taken: Int
  var state = ReceiverState()
  private(set) var delivered = 0
  /// How many alerts became dead letters.
  var dead = 0
  /// How many alerts wait for a moment that was agreed on; nothing is wrong with them.
  private(set) var held = 0
  var problem: String?

  init(
    _ receiver: Receiver, target: any WebTarget, url: WebURL, store: Store, settings: DeliverySettings,
    deadline: Int, taken: Int, newKey: @escaping () -> String
  ) {
    self.receiver = receiver
    self.target = target
    self.url = url
    self.store = store
    self.settings = settings
    self.deadline = deadline
    self.taken = taken
    self.newKey = newKey
    bucket = target.traits.rate
  }

  /// What a courier wants to do now.
  enum Step {
    case send(HTTPRequest)
    /// Nothing before this moment.
    case wait(until: Int)
    case done
  }

  /// The next step; where that is a request, the state knows of it before it is sent.
  mutating func next(_ clock: Clock) throws(StoreError) -> Step {
    if receiver.isChat, taken >= receiver.mostMessages { stop(nil) }
    guard var message = queue.first else { return .done }
    let now = clock.elapsed()
    let ready = max(bucket.ready(at: now), resumeAt)
    if ready > deadline {
      stop("\(url.host): there was no time left for the rest")
      return .done
    }
    if ready > now { return .wait(until: ready) }
    bucket.take(at: now)
    queue.removeFirst()
    message.attempts += 1
    try store.transaction { () throws(StoreError) in
      for alert in message.alerts {
        try store.apply(.begin, .text(message.key), to: .alert(alert.sequence), of: receiver.name)
      }
    }
    current = message
    return .send(target.request(of: message, to: url, settings, now: clock.now()))
  }

  /// Records what came of the message that was sent last.
  mutating func finish(_ result: Result<HTTPResponse, TransferError>, _ clock: Clock) throws(StoreError) {
    guard let message = current else { return }
    current = nil
    let failure: DeliveryFailure? =
      switch result {
      case .success(let response): DeliveryFailure(response, from: target, now: clock.now())
      case .failure(let error): DeliveryFailure(error)
      }
    try store.transaction { () throws(StoreError) in
      if let failure {
        try fail(message, failure, clock)
        try store.save(state, of: receiver.name)
      } else {
        try succeed(message, now: clock.now())
      }
    }
  }

  private mutating func succeed(_ message: WebMessage, now: Int) throws(StoreError) {
    try store.apply(.arrive, .integer(now), to: .message(message.key), of: receiver.name)
    let wasOpen = state.isOpen
    state = ReceiverState()
    state.lastSuccess = now
    try store.save(state, of: receiver.name)
    delivered += message.alerts.count
    taken += 1
    (quickTries, refusals) = (0, 0)
    // It was a probe: now the rest may follow.
    if wasOpen { try plan(now: now) }
  }

  /// Leaves what was not sent to the next run.
  mutating func stop(_ reason: String?) {
    problem = problem ?? reason
    queue = []
  }
}

// MARK: - What is due

extension Courier {
  /// Nobody is waited for longer than a day: such a moment comes from a clock that was wrong.
  private static let longestWait = TimeSpan.day

  /// How many alerts one run takes up for a receiver, and how many one digest tells at most.
  static let longestQueue = 1_000
  static let longestDigest = 100

  /// A message that was sent so often lets others pass: the server may stumble over this very one. Three runs with their
  /// quick tries.
  static let attemptsInRound = 12

  /// So many messages may be in doubt before no other is begun: an outage must not leave one behind in each run.
  static let mostInDoubt = 3

  /// Finds what is due, in the order in which it is sent.
  mutating func plan(now: Int) throws(StoreError) {
    state = try store.receiverState(receiver.name)
    if receiver.quiet?.contain(now) ?? false {
      held = try store.pendingCounts()[receiver.name] ?? 0
      return
    }
    if (now + 1...now + Self.longestWait).contains(state.notBefore) {
      return stop("\(url.host) asked to be left alone until \(AlertLine.minutes(state.notBefore))")
    }
    let begun = try begunMessages()
    if state.isOpen { return queue = try probe(begun) }
    let fresh = try freshMessages(besides: begun.count)
    let ahead = begun.count < Self.mostInDoubt ? begun.count { round(of: $0.attempts) == 0 } : 1
    queue = begun.prefix(ahead) + fresh + begun.dropFirst(ahead)
  }

  /// The one message that a receiver is asked with which took nothing: another one after some runs, since it may be that very
  /// alert which it forbids.
  private func probe(_ begun: [WebMessage]) throws(StoreError) -> [WebMessage] {
    let due = try store.dueDeliveries(of: receiver.name, limit: Self.longestQueue)
    let first = due.min {
      (round(of: $0.attempts), $0.recorded.sequence) < (round(of: $1.attempts), $1.recorded.sequence)
    }
    let fresh = first.map { WebMessage([$0.recorded], newKey: newKey) }
    if let fresh, let first, begun.allSatisfy({ round(of: $0.attempts) > round(of: first.attempts) }) {
      return [fresh]
    }
    return Array(begun.prefix(1))
  }

  private func round(of attempts: Int) -> Int { attempts / Self.attemptsInRound }

  /// What may have arrived is sent again as it was; what failed least comes first, then what is oldest.
  private func begunMessages() throws(StoreError) -> [WebMessage] {
    let begun = try store.begunMessages(of: receiver.name).prefix(Self.longestQueue)
    var messages: [WebMessage] = []
    for message in begun.enumerated().sorted(by: {
      (round(of: $0.element.attempts), $0.offset) < (round(of: $1.element.attempts), $1.offset)
    }).map(\.element) {
      let alerts = try store.deliveries(of: receiver.name, in: message.key).map(\.recorded)
      messages.append(
        WebMessage(key: message.key, alerts: alerts, mayHaveArrived: true, attempts: message.attempts))
    }
    return messages
  }

  private func freshMessages(besides begun: Int) throws(StoreError) -> [WebMessage] {
    MessagePlan(
      try store.dueDeliveries(of: receiver.name, limit: Self.longestQueue),
      digestOver: max(0, receiver.digestOver - begun), longestDigest: Self.longestDigest,
      capacity: target.capacity, newKey: newKey
    ).messages
  }
}
