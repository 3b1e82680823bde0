package import Matching

/// An alert in the state, with its number.
package struct RecordedAlert: Sendable, Equatable {
  /// Counts all alerts from 1 without a gap, so that a reader of the log can prove that none is missing.
  package var sequence: Int
  package var alert: Alert

  package init(sequence: Int, alert: Alert) {
    self.sequence = sequence
    self.alert = alert
  }
}

/// What is to be done about one alert and one receiver.
package struct PlannedDelivery: Sendable, Equatable {
  package var receiver: String
  package var plan: Plan

  package enum Plan: Sendable, Equatable {
    case send
    /// Only together with others, in one message.
    case sendInDigest
    case suppress(Suppression)
  }

  package init(receiver: String, plan: Plan) {
    self.receiver = receiver
    self.plan = plan
  }
}

/// Why a receiver is not told of an alert.
package enum Suppression: String, Sendable, CaseIterable {
  /// The receiver does not list the topic.
  case topic
  /// The match is only possible, and the receiver is no file.
  case tier
  /// The item was there before its feed was first seen.
  case backlog
  /// A person asked for silence.
  case silence
  /// It says that this very receiver cannot be reached.
  case ownFailure = "own-failure"
}

/// An item as it was found, and what all topics say about it.
package struct Finding: Sendable, Equatable {
  package var sighting: Sighting
  package var matches: [Match]
  /// Topics that could not be asked, by name: their files are broken. They are asked when they can be.
  package var unasked: [String]
  /// What the topics say about the text that it had before: their news is no news of the item.
  package var earlier: [Match]
  /// Whether its feed had it before under another identity.
  var isBacklog: Bool

  package init(
    _ sighting: Sighting, matches: [Match] = [], unasked: [String] = [], earlier: [Match] = [],
    isBacklog: Bool = false
  ) {
    self.sighting = sighting
    self.matches = matches
    self.unasked = unasked
    self.earlier = earlier
    self.isBacklog = isBacklog
  }
}
