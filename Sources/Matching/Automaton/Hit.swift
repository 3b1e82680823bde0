/// A term found in folded text; small, because a hostile text has hundreds of thousands.
struct Hit: Equatable {
  private let entryNumber: Int32
  private let conceptNumber: Int32
  private let startOffset: Int32
  private let endOffset: Int32
  let isWeak: Bool

  init(_ use: Vocabulary.Use, _ range: Range<Int>) {
    entryNumber = use.entry
    conceptNumber = use.concept
    startOffset = Int32(truncatingIfNeeded: range.lowerBound)
    endOffset = Int32(truncatingIfNeeded: range.upperBound)
    isWeak = use.isWeak
  }

  /// Index into the vocabulary's entries.
  var entry: Int { Int(entryNumber) }
  var concept: Int { Int(conceptNumber) }
  /// Offsets into the folded text.
  var start: Int { Int(startOffset) }
  var end: Int { Int(endOffset) }

  func lies(in other: Hit) -> Bool { other.start <= start && end <= other.end }

  func overlaps(_ other: Hit) -> Bool { start < other.end && other.start < end }
}

/// What was found of each concept, in the order of the text.
struct ConceptHits {
  var hits: [[Hit]]
  /// Hits that lay inside a decoy, with the decoy.
  var dropped: [(hit: Hit, decoy: Hit)] = []

  init(conceptCount: Int) { hits = Array(repeating: [], count: conceptCount) }
}
