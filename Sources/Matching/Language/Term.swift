import Statements

/// One thing to look for, as an analyst wrote it (docs/topics.md, "Terms").
struct Term: Sendable, Equatable {
  var source: SourceText
  /// A BCP 47 primary tag, or `any`.
  var language: String
  var isWeak = false
  var isDecoy = false
  /// All ways to write it, endings expanded; at least one.
  var spellings: [Spelling]

  static let anyLanguage = "any"

  /// The term as it stands in the file, on one line.
  var written: String { source.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

/// One spelling of a term in folded form.
struct Spelling: Sendable, Equatable, Hashable {
  /// What must be found. More than one part where `*` ends a word inside a phrase: between two parts the rest of that word stands.
  var parts: [[UInt8]]
  var left: Edge
  var right: Edge
  /// The letters as written, where capitals and diacritics count.
  var exact: String?

  /// What an end of a term demands of the text beside it.
  enum Edge: UInt8, Sendable {
    /// Anything may stand there.
    case free
    /// A word must begin or end there.
    case boundary
    /// A wildcard in an alphabet: the hit is taken to reach to the word's end.
    case wildcard
    /// A word must end there, or a Korean particle follow that ends it.
    case particle
  }
}
