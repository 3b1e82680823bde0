package import Statements

/// Why each topic fires on an item, or why not.
package struct Explanation: Sendable, Equatable {
  /// The languages whose terms applied, among those that the topics have terms in.
  package var languages: [String]
  package var topics: [TopicExplanation]
}

/// One topic's verdict with its reasons.
package struct TopicExplanation: Sendable, Equatable {
  package var topic: String
  /// nil where the topic does not fire.
  package var match: Match?
  /// The branch that holds, or the one that comes closest.
  package var branch: BranchExplanation
  /// Hits of the branch's concepts that a decoy took away.
  package var dropped: [DroppedHit]
}

package struct BranchExplanation: Sendable, Equatable {
  package var number: Int
  package var tier: Tier
  /// The expression as written.
  package var text: String
  package var location: Location
  /// The hits that make it hold; where it does not hold, none.
  package var hits: [ExplainedHit]
  /// Where it does not hold: which parts do and which do not, a clause each.
  package var findings: [Finding]
}

/// A part of a branch that was looked for.
package struct Finding: Sendable, Equatable {
  package var holds: Bool
  /// A clause for people: `@russia: РФ`, `@treaty is missing in the same sentence`.
  package var text: String
}

/// A hit with the place of its term and the way from the hit before.
package struct ExplainedHit: Sendable, Equatable {
  package var evidence: Evidence
  /// Where the term is written.
  package var location: Location
  package var isWeak: Bool
  /// The sentence it stands in, counted from 1 over the item.
  package var sentence: Int
  /// Words between the hit before and this one, in halves rounded up; nil in another sentence.
  package var wordsBefore: Int?
}

/// A hit that lies inside a decoy.
package struct DroppedHit: Sendable, Equatable {
  package var concept: String
  package var text: String
  package var decoy: String
  /// Where the decoy is written.
  package var location: Location
}

extension TopicSet {
  /// What each topic found in an item.
  package func explain(_ item: MatchItem) -> Explanation {
    let found = ItemMatcher(self, item).located()
    var reading = Reading(topics: self, item: item, found: found)
    let languages = vocabulary.languages.indices.filter { found.open[$0] }.map { vocabulary.languages[$0] }
    return Explanation(languages: languages, topics: items.map { reading.explain($0) })
  }
}
