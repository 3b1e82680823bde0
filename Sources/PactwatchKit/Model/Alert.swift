package import FeedParsing
package import Matching

/// What is told: one item that fired on one topic, or an operational message.
///
/// The alert log shows it with these names (docs/design.md, "The alert log").
package struct Alert: Sendable, Equatable {
  /// Never changes over retries, restarts and upgrades: the idempotency key of webhooks builds on it.
  package var id: String
  /// When it was recorded, in milliseconds since 1970.
  package var time: Int
  package var topic: String
  package var tier: Tier
  package var kind: Kind
  package var feed: String
  package var source: String
  package var language: String?
  /// The item's identity within the state; an item that fires on two topics gives two alerts with one item.
  package var item: String?
  package var title: String
  package var link: String?
  /// Milliseconds since 1970.
  package var published: Int?
  /// The matching sentence with `**hits**`.
  package var why: String
  package var evidence: [Evidence]
  /// The number of an earlier alert that the item may repeat, where that is in doubt.
  package var repeats: Int?

  package enum Kind: String, Sendable, CaseIterable {
    /// An item never seen before.
    case new
    /// An item whose text changed and fires only now.
    case update
    /// An item that was already there when its feed was first seen.
    case backlog
    /// Something about the watch itself.
    case operational
  }

  /// Why its date is not to be believed; nil where nothing speaks against it.
  package var dateDoubt: DateDoubt? { published.flatMap { DateDoubt(about: $0, now: time) } }

  /// What a reader should know beside topic, tier and kind, in words.
  package var remarks: [String] {
    [repeats.map { "perhaps a repeat of alert \($0)" }, dateDoubt?.clause]
      .compactMap(\.self)
  }
}
