/// What waits for a receiver, and whether that is as somebody wished.
package struct WaitingAlerts: Sendable, Equatable {
  package var receiver: String
  package var count: Int
  /// When the first of them was recorded; milliseconds since 1970.
  package var since: Int
  /// False where its receiver was renamed or taken out.
  package var isConfigured: Bool
  /// The quiet hours that they wait for the end of; nil where they should have been told.
  package var quiet: QuietHours?
  /// Why the last try failed; one sentence, nil where none did.
  package var failure: String?

  init(_ pending: PendingAlerts, isConfigured: Bool, quiet: QuietHours?, failure: String?) {
    (receiver, count, since) = (pending.receiver, pending.count, pending.since)
    (self.isConfigured, self.quiet, self.failure) = (isConfigured, quiet, failure)
  }

  /// `held until 06:00 Europe/Berlin (quiet)`; nil where nothing holds them.
  package var hold: String? { quiet?.hold }
}
