internal import Matching

/// Decides which receiver is told of an alert.
package struct Routing: Sendable {
  private let receivers: [Receiver]
  private let backlog: Settings.Backlog

  package init(receivers: [Receiver], backlog: Settings.Backlog) {
    self.receivers = receivers
    self.backlog = backlog
  }

  /// One plan for each receiver; `now` is in milliseconds since 1970.
  func deliveries(of alert: Alert, now: Int) -> [PlannedDelivery] {
    receivers.map { PlannedDelivery(receiver: $0.name, plan: plan(alert, for: $0, now: now)) }
  }

  private func plan(_ alert: Alert, for receiver: Receiver, now: Int) -> PlannedDelivery.Plan {
    if let topics = receiver.topics, !topics.contains(alert.topic) { return .suppress(.topic) }
    if alert.tier == .possible && receiver.atLeast == .alert { return .suppress(.tier) }
    if receiver.isFile { return .send }
    if alert.kind != .backlog { return .send }
    switch backlog {
    case .all: return .send
    case .none: return .suppress(.backlog)
    case .digest: return isRecent(alert, now: now) ? .sendInDigest : .suppress(.backlog)
    }
  }

  /// An item without a date may be of today.
  private func isRecent(_ alert: Alert, now: Int) -> Bool {
    guard let published = alert.published else { return true }
    return published > now - TimeSpan.day
  }
}
