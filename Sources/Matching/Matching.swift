/// `alert` is told to everybody; `possible` goes to the log only.
package enum Tier: String, Sendable, CaseIterable {
  case alert
  case possible
}

/// One hit that made a topic fire.
package struct Evidence: Sendable, Equatable {
  package var topic: String
  /// Counted from 1 in the order of the topic's `match` lines.
  package var branch: Int
  package var concept: String
  /// The term as written in the topic file.
  package var term: String
  package var field: Field
  /// The source text that was hit.
  package var text: String
  /// UTF-8 offsets into the field's plain text.
  package var start: Int
  package var end: Int

  package init(
    topic: String, branch: Int, concept: String, term: String, field: Field, text: String, start: Int,
    end: Int
  ) {
    self.topic = topic
    self.branch = branch
    self.concept = concept
    self.term = term
    self.field = field
    self.text = text
    self.start = start
    self.end = end
  }
}

package enum Field: String, Sendable, CaseIterable {
  case title
  case summary
  case content
}
