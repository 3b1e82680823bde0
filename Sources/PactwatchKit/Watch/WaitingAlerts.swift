/// What waits for a receiver, and whether that is as somebody wished.
package struct WaitingAlerts: Sendable, Equatable {
  package var receiver: String
  package var count: Int
  /// When the first of them was recorded; milliseconds since 1970.
  package var since: Int
  /// False where its receiver was renamed or taken out.
  package var isConfigured: Bool
  /// Why they wait although nothing is wrong; nil where they should have been told.
  package var hold: Hold?

  init(_ pending: PendingAlerts, isConfigured: Bool, hold: Hold?) {
    (receiver, count, since) = (pending.receiver, pending.count, pending.since)
    (self.isConfigured, self.hold) = (isConfigured, hold)
  }

  package enum Hold: Sendable, Equatable {
    case quiet(QuietHours)
    case silence(until: Int)

    /// What holds a receiver's alerts at a moment; nil where nothing does. Files are never held.
    init?(_ receiver: Receiver, _ silences: [Silence], now: Int) {
      if receiver.isFile { return nil }
      if let silence = silences.first(where: { $0.kind == .receiver && $0.name == receiver.name }) {
        self = .silence(until: silence.until)
      } else if let quiet = receiver.quiet, quiet.contain(now) {
        self = .quiet(quiet)
      } else {
        return nil
      }
    }

    /// `held until 06:00 Europe/Berlin (quiet)`.
    package var text: String {
      switch self {
      case .quiet(let hours): "held until \(hours.endText) (quiet)"
      case .silence(let end): "held until \(AlertLine.minutes(end)) (silent)"
      }
    }
  }
}
