/// Turns the automaton's raw hits into hits of terms: language, edges, capitals, decoys.
struct HitFinder {
  private let vocabulary: Vocabulary
  private let edges = WordEdges()

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The hits of terms in open languages; `isExact` decides on terms whose capitals count.
  func hits(
    _ raw: [Automaton.RawHit], in text: Span<UInt8>, open: [Bool], isExact: (Range<Int>, String) -> Bool
  ) -> [Hit] {
    var hits: [Hit] = []
    for rawHit in raw {
      let end = Int(rawHit.end)
      let start = end - vocabulary.automaton.length(rawHit.literal)
      for index in vocabulary.useRange(rawHit.literal) {
        let use = vocabulary.use(index)
        guard open[Int(use.language)], let range = range(of: use, text, start..<end, isExact) else {
          continue
        }
        if use.isDecoy, range.contains(where: { text[$0] == Separator.quoted }) { continue }
        hits.append(Hit(use, range))
      }
    }
    return hits
  }

  /// Sorts hits by concept and place, and drops those inside decoys.
  func sorted(_ hits: [Hit], conceptCount: Int) -> ConceptHits {
    var result = ConceptHits(conceptCount: conceptCount)
    var decoys: [[Hit]] = Array(repeating: [], count: conceptCount)
    for hit in hits {
      if vocabulary.entries[hit.entry].term.isDecoy {
        decoys[hit.concept].append(hit)
      } else {
        result.hits[hit.concept].append(hit)
      }
    }
    for concept in 0..<conceptCount where !result.hits[concept].isEmpty {
      let decoys = OutermostHits(decoys[concept])
      var dropped: [(hit: Hit, decoy: Hit)] = []
      var last: Hit?
      result.hits[concept].sort(by: Self.precedes)
      result.hits[concept].removeAll { hit in
        if let decoy = decoys.one(around: hit) {
          dropped.append((hit, decoy))
          return true
        }
        defer { last = hit }
        return last?.start == hit.start && last?.end == hit.end
      }
      result.dropped += dropped
    }
    return result
  }

  /// By place; of two at the same place the strong one comes first.
  private static func precedes(_ a: Hit, _ b: Hit) -> Bool {
    (a.start, a.end, a.isWeak ? 1 : 0, a.entry) < (b.start, b.end, b.isWeak ? 1 : 0, b.entry)
  }

  /// Where a spelling stands whose first part was found, if its edges, further parts and capitals agree.
  private func range(
    of use: Vocabulary.Use, _ text: Span<UInt8>, _ first: Range<Int>, _ isExact: (Range<Int>, String) -> Bool
  ) -> Range<Int>? {
    guard let start = start(use.left, text, first.lowerBound) else { return nil }
    var end = first.upperBound
    if use.detail >= 0 {
      let detail = vocabulary.details[Int(use.detail)]
      for part in detail.furtherParts {
        end = edges.wordEnd(text, from: end)
        guard Self.stands(part, in: text, at: end) else { return nil }
        end += part.count
      }
      if let letters = detail.exact, !isExact(first.lowerBound..<end, letters) { return nil }
    }
    return self.end(use.right, text, end).map { start..<$0 }
  }

  private func start(_ edge: Spelling.Edge, _ text: Span<UInt8>, _ offset: Int) -> Int? {
    switch edge {
    case .free: offset
    case .wildcard: edges.wordStart(text, from: offset)
    case .boundary, .particle: edges.isBoundary(text, at: offset) ? offset : nil
    }
  }

  private func end(_ edge: Spelling.Edge, _ text: Span<UInt8>, _ offset: Int) -> Int? {
    switch edge {
    case .free: edges.isMark(text, at: offset) ? nil : offset
    case .wildcard: edges.isMark(text, at: offset) ? nil : edges.wordEnd(text, from: offset)
    case .boundary: edges.isBoundary(text, at: offset) ? offset : nil
    case .particle: endBeforeParticle(text, offset)
    }
  }

  private func endBeforeParticle(_ text: Span<UInt8>, _ offset: Int) -> Int? {
    if edges.isBoundary(text, at: offset) { return offset }
    guard edges.script(text, at: offset) == .hangul else { return nil }
    return KoreanParticles.contain(text, offset..<edges.wordEnd(text, from: offset)) ? offset : nil
  }

  private static func stands(_ part: [UInt8], in text: Span<UInt8>, at offset: Int) -> Bool {
    guard offset + part.count <= text.count else { return false }
    return part.indices.allSatisfy { index in
      let byte = text[offset + index]
      return byte == part[index] || (byte == Separator.quoted && part[index] == Separator.soft)
    }
  }
}

/// Decoy hits of one concept, none inside another, so that the one around a hit is found at once.
private struct OutermostHits {
  private var hits: [Hit] = []

  init(_ all: [Hit]) {
    for hit in all.sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) }) {
      if let last = hits.last, hit.lies(in: last) { continue }
      hits.append(hit)
    }
  }

  func one(around hit: Hit) -> Hit? {
    // Starts and ends both rise, so the last one that starts early enough reaches farthest.
    let before = Halving.count(of: hits.count) { hits[$0].start <= hit.start }
    guard before > 0, hit.lies(in: hits[before - 1]) else { return nil }
    return hits[before - 1]
  }
}
