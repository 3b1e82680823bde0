/// A topic that fired on an item, and why.
package struct Match: Sendable, Equatable {
  package var topic: String
  package var tier: Tier
  /// Counted from 1 over the topic's `match` and `possible` lines in the order written.
  package var branch: Int
  /// In the order of the item's text.
  package var evidence: [Evidence]
  /// The sentence that says it, its hits between `**`; one line of at most 280 columns.
  package var why: String
}
