/// One hit that made a topic fire.
package struct Evidence: Sendable, Equatable {
  package var topic: String
  /// Counted from 1 over the topic's `match` and `possible` lines in the order written.
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
