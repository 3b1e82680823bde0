/// What came of a delivery run.
package struct DeliverySummary: Sendable, Equatable {
  /// How many alerts were delivered, each receiver counted.
  package var delivered = 0
  /// How many alerts wait for the next run, each receiver counted.
  package var pending = 0
  /// How many of them wait only for the end of their receiver's quiet hours.
  package var held = 0
  /// How many alerts were refused for good in this run.
  package var dead = 0
  /// How many messages each web receiver has taken in the run.
  package var taken: [String: Int] = [:]
  package var problems: [DeliveryProblem] = []

  package init() {}

  /// Goes on from what was told earlier in the same run. What was wrong then is looked at again, but for what is settled:
  /// what was refused for good, and what was mended.
  init(after earlier: DeliverySummary) {
    (delivered, dead, taken) = (earlier.delivered, earlier.dead, earlier.taken)
    problems = earlier.problems.filter { $0.kind == .refused || $0.kind == .repeated }
  }
}

/// One receiver that could not be told everything.
package struct DeliveryProblem: Sendable, Equatable {
  package var receiver: String
  package var kind: Kind
  /// One sentence without its full stop and without secrets.
  package var message: String

  package enum Kind: Sendable, Equatable {
    /// The file cannot be opened or created.
    case cannotCreate
    /// The file cannot be written: a full disk, a broken one.
    case inputOutput
    /// The receiver does not answer as it should; the next run tries again.
    case temporary
    /// The receiver has refused an alert for good.
    case refused
    /// The secret or address of the receiver is not usable.
    case configuration
    /// Nothing is wrong now, but an alert may have been written twice.
    case repeated
  }
}
