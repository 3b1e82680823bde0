/// What a feed says about one of its items, as plain text: what is matched and archived.
package struct Item: Sendable, Equatable {
  /// RSS `guid`, Atom or JSON Feed `id`.
  package var guid: String?
  package var link: String?
  package var title: String
  package var summary: String
  package var content: String
  /// BCP 47.
  package var language: String?
  /// Milliseconds since 1970.
  package var published: Int?

  package init(
    guid: String? = nil, link: String? = nil, title: String, summary: String = "", content: String = "",
    language: String? = nil, published: Int? = nil
  ) {
    self.guid = guid
    self.link = link
    self.title = title
    self.summary = summary
    self.content = content
    self.language = language
    self.published = published
  }
}
