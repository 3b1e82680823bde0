internal import Curl

/// Brings one web receiver its messages, one after the other, and records what came of each.
struct Courier {
  let receiver: Receiver
  let target: any WebTarget
  let url: WebURL
  let store: Store
  private let newKey: () -> String
  /// Still to be sent, in order.
  private var messages: ArraySlice<WebMessage> = []
  private var sent: WebMessage?
  private var splits = 0
  private(set) var delivered = 0
  private(set) var problem: String?

  /// Nobody is waited for longer than a day: such a moment comes from a clock that was wrong.
  private static let longestWait = 24 * 60 * 60 * 1_000

  /// How many alerts one run takes up for a receiver, and how many one digest tells at most.
  static let longestQueue = 1_000
  static let longestDigest = 100

  /// Enough to find a few alerts among a hundred; a server that refuses everything is not asked about each of them.
  private static let mostSplits = 20

  /// A message that failed so often lets those pass that did not: the server may stumble over this very one.
  static let attemptsInRound = 3

  init(_ receiver: Receiver, target: any WebTarget, url: WebURL, store: Store, newKey: @escaping () -> String)
  {
    self.receiver = receiver
    self.target = target
    self.url = url
    self.store = store
    self.newKey = newKey
  }

  /// Finds what is due and ties it to messages: the state knows them before anything is sent.
  mutating func plan(now: Int) throws(StoreError) {
    let state = try store.receiverState(receiver.name)
    if (now + 1...now + Self.longestWait).contains(state.notBefore) {
      problem = "\(url.host) asked to be left alone until \(AlertLine.minutes(state.notBefore))"
      return
    }
    let begun = try store.unsettledMessages(of: receiver.name).prefix(Self.longestQueue)
    let due = try store.dueDeliveries(of: receiver.name, limit: Self.longestQueue)
    let begunRounds = Dictionary(grouping: begun) { $0.attempts / Self.attemptsInRound }
    let dueRounds = Dictionary(grouping: due) { $0.attempts / Self.attemptsInRound }
    try store.transaction { () throws(StoreError) in
      for round in Set(begunRounds.keys).union(dueRounds.keys).sorted() {
        // What may have arrived goes first, as it was.
        for message in begunRounds[round] ?? [] { messages.append(try repeated(message)) }
        messages += try planned(dueRounds[round] ?? [])
      }
    }
  }

  private func repeated(_ message: UnsettledMessage) throws(StoreError) -> WebMessage {
    let alerts = try store.deliveries(of: receiver.name, in: message.key).map(\.recorded)
    return WebMessage(key: message.key, alerts: alerts, mayHaveArrived: true)
  }

  private func planned(_ due: [DueDelivery]) throws(StoreError) -> [WebMessage] {
    let plan = MessagePlan(
      due, digestOver: receiver.digestOver, longestDigest: Self.longestDigest,
      capacity: target.capacity, newKey: newKey)
    try assign(plan.messages)
    return plan.messages
  }

  private func assign(_ messages: [WebMessage]) throws(StoreError) {
    for message in messages {
      try store.assign(message.key, to: message.alerts.map(\.sequence), of: receiver.name)
    }
  }

  /// The next message as a request; nil where there is none.
  mutating func next(_ settings: DeliverySettings, now: Int) -> HTTPRequest? {
    guard let message = messages.popFirst() else { return nil }
    sent = message
    let body = target.body(of: message)
    let fields = [("Content-Type", "application/json")] + target.headers(of: message, body: body, now: now)
    var limits = TransferLimits()
    limits.total = settings.messageTimeout
    // The status says whether the message was taken, however much is said beside it.
    limits.bodyBytes = Self.longestReply
    limits.cutsBody = true
    return HTTPRequest(
      url: url, method: .post(body: body),
      headers: [settings.userAgent] + fields.compactMap { try? HTTPHeader($0.0, $0.1) }, limits: limits,
      addressPolicy: settings.addressPolicy, authorities: settings.authorities,
      proxy: settings.proxy)
  }

  private static let longestReply = 64 << 10

  /// Records what came of the message that was sent last.
  mutating func finish(_ result: Result<HTTPResponse, TransferError>, now: Int) throws(StoreError) {
    guard let message = sent else { return }
    sent = nil
    let failure: DeliveryFailure? =
      switch result {
      case .success(let response): DeliveryFailure(response, from: target, now: now)
      case .failure(let error): DeliveryFailure(error)
      }
    guard let failure else { return try succeed(message, now: now) }
    try fail(message, failure, now: now)
  }

  private mutating func succeed(_ message: WebMessage, now: Int) throws(StoreError) {
    try store.transaction { () throws(StoreError) in
      try store.markDelivered(message.key, of: receiver.name, now: now)
      var state = ReceiverState()
      state.lastSuccess = now
      try store.save(state, of: receiver.name)
    }
    delivered += message.alerts.count
  }

  private mutating func fail(_ message: WebMessage, _ failure: DeliveryFailure, now: Int) throws(StoreError) {
    let reason = "\(url.host): \(failure.reason)"
    let halves = failure.isRefusal ? halves(of: message) : []
    if halves.isEmpty { problem = problem ?? reason }
    messages = halves + messages
    try store.transaction { () throws(StoreError) in
      try store.markFailed(message.key, of: receiver.name, reason)
      if failure.isCertain { try release(message) }
      try assign(halves)
      var state = try store.receiverState(receiver.name)
      state.failures += 1
      state.lastError = reason
      state.notBefore = failure.retryAfter.map { now + $0 } ?? state.notBefore
      try store.save(state, of: receiver.name)
    }
    if failure.stopsReceiver { try giveUp(nil) }
  }

  /// A digest that is refused goes in halves at once, until the alert that it is refused for is alone.
  private mutating func halves(of message: WebMessage) -> [WebMessage] {
    if message.mayHaveArrived || message.alerts.count < 2 || splits == Self.mostSplits { return [] }
    splits += 1
    return message.halves(newKey)
  }

  /// Leaves what was not sent to the next run, where it may be grouped anew.
  mutating func giveUp(_ reason: String?) throws(StoreError) {
    problem = problem ?? reason.map { "\(url.host): \($0)" }
    let unsent = messages
    messages = []
    try store.transaction { () throws(StoreError) in
      for message in unsent { try release(message) }
    }
  }

  private func release(_ message: WebMessage) throws(StoreError) {
    if !message.mayHaveArrived { try store.release(message.key, of: receiver.name) }
  }
}
