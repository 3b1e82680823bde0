/// A term found in folded text.
struct Hit: Equatable {
  /// Index into the vocabulary's entries.
  var entry: Int
  var concept: Int
  /// Offsets into the folded text.
  var start: Int
  var end: Int
  var isWeak: Bool

  func lies(in other: Hit) -> Bool { other.start <= start && end <= other.end }
}

/// What was found of each concept, in the order of the text.
struct ConceptHits {
  var hits: [[Hit]]
  /// Hits that lay inside a decoy, with the decoy.
  var dropped: [(hit: Hit, decoy: Hit)] = []

  init(conceptCount: Int) { hits = Array(repeating: [], count: conceptCount) }
}
