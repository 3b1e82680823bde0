/// Where the delivery of one alert to one receiver stands.
package enum DeliveryState: String, Sendable, CaseIterable {
  /// It is to be told.
  case pending
  /// A message that carries it was begun. Found at the start of a run, nobody knows whether that arrived.
  case sending
  case delivered
  /// It is not to be told: see `Suppression`.
  case suppressed
  /// The receiver does not take it, and is not asked again by itself: a dead letter.
  case dead
  /// A person has decided that it need not be told any more.
  case dropped
}

/// What may happen to deliveries. These rows are the whole state machine: a state changes in no other way.
///
///     pending ──begin──▶ sending ──arrive──▶ delivered
///        ▲ ◀──release──────┘ │
///        │                   └───refuse──▶ dead
///        └────────────── retry ────────────┘ ──drop──▶ dropped
struct DeliveryEvent: Sendable {
  let from: [DeliveryState]
  let to: DeliveryState
  /// What else changes in the row; `?3` is the event's value.
  let change: String

  private init(_ from: [DeliveryState], _ to: DeliveryState, _ change: String) {
    (self.from, self.to, self.change) = (from, to, change)
  }

  /// A message with this key is about to carry it.
  static let begin = DeliveryEvent(
    [.pending, .sending], .sending, "message = ?3, attempts = attempts + 1")
  /// It arrived, at this time.
  static let arrive = DeliveryEvent([.sending], .delivered, "delivered_at = ?3, last_error = NULL")
  /// It certainly did not arrive, for this reason: next time it may go with others.
  static let release = DeliveryEvent([.sending], .pending, "message = NULL, last_error = ?3")
  /// Nobody knows whether it arrived; it failed for this reason. The same message is sent again, under the same key.
  static let doubt = DeliveryEvent([.sending], .sending, "last_error = ?3")
  /// It goes on in a part of its message, with this key.
  static let part = DeliveryEvent([.sending], .sending, "message = ?3")
  /// It is not to be told after all: see `Suppression`.
  static let silence = DeliveryEvent([.pending], .suppressed, "reason = ?3")
  /// The receiver does not take it, for this reason.
  static let refuse = DeliveryEvent([.sending], .dead, "message = NULL, last_error = ?3")
  /// A person wants it to be tried again.
  static let retry = DeliveryEvent([.dead, .dropped], .pending, "message = NULL, attempts = 0, digest = ?3")
  /// A person does not want it to be told any more.
  static let drop = DeliveryEvent([.pending, .sending, .dead], .dropped, "message = NULL, last_error = ?3")
}
