/// What is known about a document beside its bytes, and how much of it is read.
package struct ParseOptions: Sendable {
  /// The HTTP `Content-Type`.
  package var contentType: String?
  /// The HTTP `Content-Language`.
  package var contentLanguage: String?
  /// Where the document came from; relative links are resolved against it.
  package var baseURL: String?
  package var limits: ParseLimits

  package init(
    contentType: String? = nil, contentLanguage: String? = nil, baseURL: String? = nil,
    limits: ParseLimits = ParseLimits()
  ) {
    self.contentType = contentType
    self.contentLanguage = contentLanguage
    self.baseURL = baseURL
    self.limits = limits
  }
}

/// How much of a document is read. What lies beyond is left out and noted.
package struct ParseLimits: Sendable {
  /// A larger document is refused.
  package var bytes = 256 << 20
  /// More than any feed has; the shortest ones take a document of some megabytes.
  package var items = 50_000
  /// Elements that stand inside each other; deeper ones are passed over.
  package var depth = 64
  /// Attributes of one element.
  package var attributes = 256
  /// Bytes of one title, summary or content; the rest is cut.
  package var text = 4 << 20

  package init() {}
}
