/// What is matched: plain text (markup removed), paragraphs separated by an empty line.
package struct MatchItem: Sendable, Equatable {
  /// The language declared, a BCP 47 tag. It may be missing or wrong.
  package var language: String?
  package var title: String
  package var summary: String
  package var content: String

  package init(language: String?, title: String, summary: String, content: String) {
    self.language = language
    self.title = title
    self.summary = summary
    self.content = content
  }

  package func text(_ field: Field) -> String {
    switch field {
    case .title: title
    case .summary: summary
    case .content: content
    }
  }
}
