internal import Curl
package import Posix

/// Tells every receiver what it is due. Each is told on its own: a bad one delays and stops no other.
///
/// It goes on step by step, so that feeds can be asked meanwhile.
package struct DeliveryRun {
  private let store: Store
  private let receivers: [Receiver]
  private let settings: DeliverySettings
  private let clock: Clock
  private let randomBytes: (Int) -> [UInt8]
  private let shouldStop: () -> Bool
  private let tellWait: (String) -> Void
  private let recorder: Recorder
  private let earlier: DeliverySummary
  private let queue = TransferQueue()
  private var couriers: [Courier] = []
  private var summary: DeliverySummary
  private var hasToldTroubles = false
  /// When somebody wished to stop; by the clock's `elapsed`.
  private var stopped: Int?
  /// Whether nothing more is to be told in this run.
  package private(set) var isDone = false

  /// `earlier` is what came of earlier deliveries in the same run of the watch; its sums go on. `tellWait` hears what the
  /// run waits for.
  package init(
    store: Store, receivers: [Receiver], recorder: Recorder, settings: DeliverySettings, clock: Clock,
    randomBytes: @escaping (Int) -> [UInt8], earlier: DeliverySummary = DeliverySummary(),
    shouldStop: @escaping () -> Bool, tellWait: @escaping (String) -> Void = { _ in }
  ) {
    self.recorder = recorder
    self.earlier = earlier
    summary = DeliverySummary(after: earlier)
    self.store = store
    self.receivers = receivers
    self.settings = settings
    self.clock = clock
    self.randomBytes = randomBytes
    self.shouldStop = shouldStop
    self.tellWait = tellWait
  }

  /// Tells all at once.
  package mutating func run() throws(StoreError) -> DeliverySummary {
    try begin()
    while !isDone { try step() }
    return try end()
  }

  /// Writes the files, which come first: they are the record of everything; and plans the messages.
  package mutating func begin() throws(StoreError) {
    try writeFiles()
    let rooms = receivers.filter { !$0.isFile }.map(\.name)
    try store.applySilences(to: rooms, now: clock.now())
    hireCouriers()
    try planMessages()
  }

  /// Sends what can be sent, and waits at most so many milliseconds for the next thing to happen.
  package mutating func step(within longest: Int = longestWait) throws(StoreError) {
    let wake = stopped == nil ? try sendWhatMayGo() : Int.max
    if queue.isEmpty && wake == .max { return try endRound() }
    let pause = min(longest, max(0, wake - clock.elapsed()))
    if let completion = queue.next(within: .milliseconds(pause)) {
      try finish(completion, of: completion.id)
    }
    if shouldStop() { stopped = stopped ?? clock.elapsed() }
    // What is under way may end; nothing new begins.
    if let stopped, queue.isEmpty || clock.elapsed() - stopped > Self.stopGrace { try endRound() }
  }

  private mutating func finish(_ completion: TransferQueue.Completion, of index: Int) throws(StoreError) {
    let tries = couriers[index].quickTries
    try couriers[index].finish(completion.result, clock)
    let courier = couriers[index]
    guard courier.quickTries > tries else { return }
    let seconds = (max(0, courier.resumeAt - clock.elapsed()) + 999) / 1_000
    let reason = courier.state.lastError.map { "\($0); " } ?? ""
    tellWait("receiver \(courier.receiver.name): \(reason)it is tried again in \(seconds) s")
  }

  /// What the messages brought up is told at once, to those with whom all is well.
  private mutating func endRound() throws(StoreError) {
    guard !hasToldTroubles, try tellTroubles() else {
      isDone = true
      return
    }
    hasToldTroubles = true
    try writeFiles()
    try planMessages()
  }

  /// What came of it.
  package func end() throws(StoreError) -> DeliverySummary {
    var summary = summary
    for courier in couriers { summary.add(courier) }
    let waiting = try store.pendingCounts()
    summary.pending = waiting.values.reduce(0, +)
    summary.problems += orphans(of: waiting)
    return summary
  }

  /// Tells which receivers take nothing and which refused alerts for good, as the state has it; false where nothing changed.
  private func tellTroubles() throws(StoreError) -> Bool {
    // Their address or key could not be read.
    let unreadable = summary.problems.filter { $0.kind == .configuration }
    let names = Set(receivers.map(\.name))
    try recorder.forget { $0.kind.isOfReceiver && !names.contains($0.subject) }
    var failing = unreadable.map { Trouble.receiverFailing($0.receiver, $0.message) }
    let blind = Set(unreadable.map(\.receiver))
    for receiver in receivers where !receiver.isFile && !blind.contains(receiver.name) {
      let state = try store.receiverState(receiver.name)
      if state.isOpen { failing.append(.receiverFailing(receiver.name, state.lastError)) }
    }
    let dead = try store.deadCounts().filter { names.contains($0.key) }.sorted { $0.key < $1.key }
      .map { Trouble.deadLetters($0.key, $0.value) }
    let told = try recorder.settle(.receiverFailing, to: failing) + recorder.settle(.deadLetters, to: dead)
    return !told.isEmpty
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
          + "sent, or drop them: pactwatch deliveries drop --receiver \(name)")
    }
  }
}

// MARK: - Files

extension DeliveryRun {
  private mutating func writeFiles() throws(StoreError) {
    let notifiers = receivers.compactMap { receiver -> FileNotifier? in
      guard case .file(let path, let format) = receiver.kind else { return nil }
      return FileNotifier(receiver: receiver.name, path: path, format: format, store: store)
    }
    // All are put in order before any is written: two receivers may share a file.
    var sound: [FileNotifier] = []
    for notifier in notifiers where try recover(notifier) { sound.append(notifier) }
    let last = try store.lastSequence()
    for problem in sound.flatMap({ $0.lead(over: last) }) { summary.note(problem) }
    for notifier in sound {
      do throws(FileNotifier.Failure) {
        summary.delivered += try notifier.deliver(now: clock.now())
      } catch {
        summary.note(try problem(of: notifier, error))
      }
    }
  }

  private mutating func recover(_ notifier: FileNotifier) throws(StoreError) -> Bool {
    do throws(FileNotifier.Failure) {
      if try notifier.recover(now: clock.now()) {
        summary.note(
          DeliveryProblem(
            receiver: notifier.receiver, kind: .repeated,
            message:
              "the file that the last run wrote to is gone or cannot be read, so its last lines are written again to \(notifier.path)"
          ))
      }
      return true
    } catch {
      summary.note(try problem(of: notifier, error))
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
  /// One for each web receiver whose address is known.
  private mutating func hireCouriers() {
    let deadline = clock.elapsed() + Int(settings.receiverTimeout / .milliseconds(1))
    let newKey = { [clock, randomBytes] in
      ULID.text(time: clock.now(), random: randomBytes(ULID.randomBytes))
    }
    for receiver in receivers where !receiver.isFile {
      do throws(SecretError) {
        let address = try WebAddress(receiver, settings.secrets)
        couriers.append(
          Courier(
            receiver, target: address.target, url: address.url, store: store,
            settings: settings.reaching(receiver),
            deadline: deadline, taken: earlier.taken[receiver.name] ?? 0, newKey: newKey))
      } catch {
        summary.note(DeliveryProblem(receiver: receiver.name, kind: .configuration, message: error.message))
      }
    }
  }

  private mutating func planMessages() throws(StoreError) {
    for index in couriers.indices where couriers[index].problem == nil {
      try couriers[index].plan(now: clock.now())
    }
  }

  /// One request at a time for each receiver, all receivers at once; returns the moment at which somebody wants to go on.
  private mutating func sendWhatMayGo() throws(StoreError) -> Int {
    var wake = Int.max
    for index in couriers.indices where couriers[index].current == nil {
      switch try couriers[index].next(clock) {
      case .send(let request): queue.add(request, id: index)
      case .wait(let moment): wake = min(wake, moment)
      case .done: break
      }
    }
    return wake
  }

  /// How long a wish to stop may go unnoticed, and how long a message under way is waited for then; in milliseconds.
  package static let longestWait = 200
  private static let stopGrace = 3_000
}

extension DeliverySummary {
  /// Files are written twice where there are troubles to tell; what is wrong with them is told once.
  fileprivate mutating func note(_ problem: DeliveryProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  fileprivate mutating func add(_ courier: Courier) {
    delivered += courier.delivered
    if courier.taken > 0 { taken[courier.receiver.name] = courier.taken }
    dead += courier.dead
    held += courier.held
    guard let problem = courier.problem else { return }
    note(
      DeliveryProblem(
        receiver: courier.receiver.name, kind: courier.dead > 0 ? .refused : .temporary, message: problem))
  }
}
