/// One item (Atom: entry) of a feed. Empty values are nil.
package struct ParsedItem: Sendable, Equatable {
  /// RSS `guid`, RDF `about`, Atom or JSON Feed `id`, as written but trimmed; never made up.
  package var id: String?
  /// The title as the feed means it: decoded once, so it holds markup where the feed says HTML.
  package var titleSource: SourceText?
  /// The title as plain text.
  package var titleText: String?
  /// The page of the item, absolute where a base is known.
  package var link: String?
  /// Milliseconds since 1970.
  package var published: Int?
  /// Milliseconds since 1970.
  package var updated: Int?
  /// The summary as the feed has it.
  package var summarySource: SourceText?
  /// The summary as plain text; a blank line between paragraphs.
  package var summaryText: String?
  /// The content as the feed has it.
  package var contentSource: SourceText?
  /// The content as plain text; a blank line between paragraphs.
  package var contentText: String?
  /// The author's name, or the address where there is no name.
  package var author: String?
  package var authorEmail: String?
  /// BCP 47, where the item says another language than nothing at all.
  package var language: String?

  package init() {}

  package var title: String? { titleSource?.string }
  package var summary: String? { summarySource?.string }
  package var content: String? { contentSource?.string }

  /// The date to sort and show by.
  package var date: Int? { published ?? updated }
}
