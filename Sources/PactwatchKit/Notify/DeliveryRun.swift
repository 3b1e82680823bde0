internal import Curl
package import Posix

/// Tells every receiver what it is due. Each is told on its own: a bad one delays and stops no other.
package struct DeliveryRun {
  private let store: Store
  private let receivers: [Receiver]
  private let settings: DeliverySettings
  private let clock: Clock
  private let randomBytes: (Int) -> [UInt8]
  private let shouldStop: () -> Bool

  package init(
    store: Store, receivers: [Receiver], settings: DeliverySettings, clock: Clock,
    randomBytes: @escaping (Int) -> [UInt8], shouldStop: @escaping () -> Bool
  ) {
    self.store = store
    self.receivers = receivers
    self.settings = settings
    self.clock = clock
    self.randomBytes = randomBytes
    self.shouldStop = shouldStop
  }

  /// Files come first: they are the record of everything.
  package func run() throws(StoreError) -> DeliverySummary {
    var summary = DeliverySummary()
    try writeFiles(&summary)
    try sendMessages(&summary)
    let waiting = try store.pendingCounts()
    summary.pending = waiting.values.reduce(0, +)
    summary.problems += orphans(of: waiting)
    return summary
  }

  /// Alerts for receivers that were renamed or removed: nobody but the operator knows whether they are still wanted.
  private func orphans(of waiting: [String: Int]) -> [DeliveryProblem] {
    let gone = Set(waiting.keys).subtracting(receivers.map(\.name))
    return gone.sorted().map { name in
      let count = RunReport.count(waiting[name] ?? 0, "alert")
      return DeliveryProblem(
        receiver: name, kind: .temporary,
        message:
          "it is still to be told of \(count), but is not configured any more. Name a receiver so again and they are "
          + "sent, or drop them: sqlite3 '\(store.path)' \"DELETE FROM delivery WHERE receiver = '\(name)' AND "
          + "state = 'pending'\"")
    }
  }
}

// MARK: - Files

extension DeliveryRun {
  private func writeFiles(_ summary: inout DeliverySummary) throws(StoreError) {
    let notifiers = receivers.compactMap { receiver -> FileNotifier? in
      guard case .file(let path, let format) = receiver.kind else { return nil }
      return FileNotifier(receiver: receiver.name, path: path, format: format, store: store)
    }
    // All are put in order before any is written: two receivers may share a file.
    var sound: [FileNotifier] = []
    for notifier in notifiers where try recover(notifier, &summary) { sound.append(notifier) }
    let last = try store.lastSequence()
    for notifier in sound { summary.problems += notifier.lead(over: last) }
    for notifier in sound {
      do throws(FileNotifier.Failure) {
        summary.delivered += try notifier.deliver(now: clock.now())
      } catch {
        summary.problems.append(try problem(of: notifier, error))
      }
    }
  }

  private func recover(_ notifier: FileNotifier, _ summary: inout DeliverySummary) throws(StoreError) -> Bool
  {
    do throws(FileNotifier.Failure) {
      if try notifier.recover(now: clock.now()) {
        summary.problems.append(
          DeliveryProblem(
            receiver: notifier.receiver, kind: .repeated,
            message:
              "the file that the last run wrote to is gone or cannot be read, so its last lines are written again to \(notifier.path)"
          ))
      }
      return true
    } catch {
      summary.problems.append(try problem(of: notifier, error))
      return false
    }
  }

  private func problem(
    of notifier: FileNotifier, _ failure: FileNotifier.Failure
  ) throws(StoreError) -> DeliveryProblem {
    switch failure {
    case .store(let error): throw error
    case .file(let error):
      let isOpening = error.operation == "open" || error.reason == .notRegularFile
      return DeliveryProblem(
        receiver: notifier.receiver, kind: isOpening ? .cannotCreate : .inputOutput, message: error.message)
    }
  }
}

// MARK: - Messages

extension DeliveryRun {
  private func sendMessages(_ summary: inout DeliverySummary) throws(StoreError) {
    var couriers: [Courier] = []
    for receiver in receivers {
      do throws(SecretError) {
        if let courier = try courier(for: receiver) { couriers.append(courier) }
      } catch {
        summary.problems.append(
          DeliveryProblem(receiver: receiver.name, kind: .configuration, message: error.message))
      }
    }
    for index in couriers.indices {
      try couriers[index].plan(now: clock.now())
    }
    try exchange(&couriers)
    for courier in couriers {
      summary.delivered += courier.delivered
      guard let problem = courier.problem else { continue }
      summary.problems.append(
        DeliveryProblem(receiver: courier.receiver.name, kind: .temporary, message: problem))
    }
  }

  /// Nil for a file.
  private func courier(for receiver: Receiver) throws(SecretError) -> Courier? {
    switch receiver.kind {
    case .file: return nil
    case .slack(let address):
      return Courier(
        receiver, target: SlackWebhook(), url: try url(address), store: store, newKey: newKey)
    case .webhook(let address, let signing):
      let secret: String? = if let signing { try settings.secrets.read(signing) } else { nil }
      guard let target = StandardWebhook(secret: secret) else {
        throw SecretError(
          message: "its signing secret is not Base64; write it as whsec_ and the key in Base64")
      }
      return Courier(receiver, target: target, url: try url(address), store: store, newKey: newKey)
    }
  }

  private func newKey() -> String {
    ULID.text(time: clock.now(), random: randomBytes(ULID.randomBytes))
  }

  /// The reason why an address is none may repeat a part of it.
  private func url(_ address: Secret) throws(SecretError) -> WebURL {
    let text = try settings.secrets.read(address)
    guard let url = try? WebURL(text) else {
      throw SecretError(message: "its address is not a proper http or https address")
    }
    return url
  }

  /// One request at a time for each receiver, all receivers at once.
  private func exchange(_ couriers: inout [Courier]) throws(StoreError) {
    let queue = TransferQueue()
    let end = clock.elapsed() + Int(settings.receiverTimeout / .milliseconds(1))
    for index in couriers.indices { advance(&couriers[index], index, queue) }
    while !queue.isEmpty {
      guard let completion = queue.next(within: Self.longestWait) else {
        if shouldStop() { break }
        continue
      }
      try couriers[completion.id].finish(completion.result, now: clock.now())
      if shouldStop() || clock.elapsed() > end {
        try couriers[completion.id].giveUp("there was no time left for the rest")
      }
      advance(&couriers[completion.id], completion.id, queue)
    }
    for index in couriers.indices { try couriers[index].giveUp(nil) }
  }

  private func advance(_ courier: inout Courier, _ id: Int, _ queue: TransferQueue) {
    if let request = courier.next(settings, now: clock.now()) { queue.add(request, id: id) }
  }

  /// How long a wish to stop may go unnoticed.
  private static let longestWait: Duration = .milliseconds(200)
}
