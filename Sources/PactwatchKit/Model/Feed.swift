/// A feed that is watched: one `feed` statement of the configuration.
package struct Feed: Sendable, Equatable {
  /// The key of its history; unique within a configuration.
  package var name: String
  /// `http`, `https`, or `file` for a document on this machine.
  package var url: String
  /// BCP 47; what its items are written in where they do not say so themselves.
  package var language: String?
  /// What readers call the source; the name where none is given.
  package var source: String
  package var access = FeedAccess()
  /// Milliseconds between two requests, whatever the server says about the freshness of its answers.
  package var every: Int?

  package init(
    name: String, url: String, language: String? = nil, source: String? = nil, every: Int? = nil
  ) {
    self.name = name
    self.url = url
    self.language = language
    self.source = source ?? name
    self.every = every
  }
}
