import Curl
import Matching
import Posix
import Support
import Synchronization

@testable import PactwatchKit

/// Replies one after the other; the last one stays.
final class Script: Sendable {
  private struct Contents {
    var waiting: [Reply] = [.status(200)]
    var poison: (words: String, reply: Reply)?
  }
  private let contents = Mutex(Contents())

  var replies: [Reply] {
    get { contents.withLock(\.waiting) }
    set { contents.withLock { $0.waiting = newValue } }
  }

  /// What every request that holds these words is answered.
  var poison: (words: String, reply: Reply)? {
    get { contents.withLock(\.poison) }
    set { contents.withLock { $0.poison = newValue } }
  }

  func next(for request: Request) -> Reply {
    contents.withLock { contents in
      if let poison = contents.poison, request.text.contains(poison.words) { return poison.reply }
      return contents.waiting.count > 1 ? contents.waiting.removeFirst() : contents.waiting[0]
    }
  }
}

extension StoreFixture {
  /// A state whose feed was seen before, and a server on loopback that answers as the script says.
  static func served(_ script: Script) throws -> (fixture: StoreFixture, server: LoopbackServer) {
    let fixture = try StoreFixture()
    try fixture.seed()
    return (fixture, try LoopbackServer { request in script.next(for: request) })
  }

  /// An alert for each number.
  func record(_ numbers: ClosedRange<Int>, _ topic: String = "treaty", _ tier: Tier = .alert) throws {
    try take(numbers.map { Item.numbered($0) }) { _ in [Self.match(topic, tier: tier)] }
  }

  /// How many deliveries of a receiver are in which state.
  func states(of receiver: String) throws -> [DeliveryState: Int] {
    let deliveries = try store.deliveries(DeliveryFilter(receiver: receiver, states: DeliveryState.allCases))
    return Dictionary(grouping: deliveries, by: \.state).mapValues(\.count)
  }

  /// A delivery run, so many milliseconds after the fixture's moment.
  @discardableResult
  func deliver(
    to receivers: [Receiver]? = nil, later: Int = 0, messageTimeout: Duration = .seconds(20),
    receiverTimeout: Duration = .seconds(60), addressPolicy: AddressPolicy? = nil,
    after earlier: DeliverySummary = DeliverySummary(), shouldStop: @escaping () -> Bool = { false },
    tellWait: @escaping (String) -> Void = { _ in }
  ) throws -> DeliverySummary {
    var settings = DeliverySettings(
      userAgent: try HTTPHeader("User-Agent", "pactwatch/test"),
      secrets: SecretReader(credentials: directory.path))
    settings.addressPolicy =
      try addressPolicy ?? AddressPolicy(allowing: [AddressPrefix("127.0.0.0/8")])
    settings.messageTimeout = messageTimeout
    settings.receiverTimeout = receiverTimeout
    let moment = now + later
    var run = DeliveryRun(
      store: store, receivers: receivers ?? self.receivers, recorder: recorder, settings: settings,
      clock: Clock(now: { moment }, elapsed: Clock.system.elapsed), randomBytes: Chance.bytes,
      earlier: earlier, shouldStop: shouldStop, tellWait: tellWait)
    return try run.run()
  }
}
