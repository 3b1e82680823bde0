/// Finds where rules hold in one item: each rule gives the shortest stretches that satisfy it.
///
/// The algebra is that of Clarke, Cormack and Burkowski (1995), with a second kind of stretch for weak hits.
/// All work is in proportion to the number of hits, apart from sorting.
struct Evaluator {
  private let concepts: [Concept]
  private let hits: [[Hit]]
  let layout: Layout
  private let fields: [FoldedText.FieldRange]
  /// For each concept the number of its first hit, all hits counted through; one more entry for the end.
  private let firstNumbers: [Int]
  /// What stretches were joined of, by their derivations; the first pair's number follows the last hit's.
  private var pairs: [(Int32, Int32)] = []

  init(concepts: [Concept], hits: [[Hit]], layout: Layout, fields: [FoldedText.FieldRange]) {
    self.concepts = concepts
    self.hits = hits
    self.layout = layout
    self.fields = fields
    firstNumbers = hits.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
  }

  /// Where a rule holds in the whole item. Stretches of rules before lose their evidence.
  mutating func stretches(_ rule: Rule) -> [Stretch] {
    pairs.removeAll(keepingCapacity: true)
    return stretches(rule, in: [0..<Int.max])
  }

  /// The hits that a stretch is made of, in the order of the text.
  func evidence(_ stretch: Stretch) -> [Hit] {
    var hits: [Hit] = []
    var pending = [stretch.derivation]
    while let number = pending.popLast() {
      if let hit = hit(number) {
        hits.append(hit)
      } else {
        let pair = pairs[number - hitCount]
        pending += [Int(pair.0), Int(pair.1)]
      }
    }
    hits.sort { ($0.start, $0.end, $0.concept) < ($1.start, $1.end, $1.concept) }
    var distinct: [Hit] = []
    for hit in hits where hit != distinct.last { distinct.append(hit) }
    return distinct
  }

  private var hitCount: Int { firstNumbers[firstNumbers.count - 1] }

  /// The hit with a number, or nil where it is that of a pair.
  private func hit(_ number: Int) -> Hit? {
    guard number < hitCount else { return nil }
    let concept = Halving.count(of: hits.count) { firstNumbers[$0] <= number } - 1
    return hits[concept][number - firstNumbers[concept]]
  }

  /// Where a rule holds within parts of the item, in the order of starts.
  mutating func stretches(_ rule: Rule, in parts: [Range<Int>]) -> [Stretch] {
    switch rule {
    case .concept(let index): return stretches(concept: index, in: parts)
    case .any(let rules):
      var found: [Stretch] = []
      for rule in rules { found += stretches(rule, in: parts) }
      return found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    case .all(let wanted, let unwanted):
      let found = covers(wanted, in: parts)
      for rule in unwanted where !found.isEmpty && !stretches(rule, in: parts).isEmpty { return [] }
      return found
    case .within(let unit, let rules): return covers(rules, within: unit, in: parts)
    case .near(let nearness, let a, let b):
      let first = stretches(a, in: parts)
      return first.isEmpty ? [] : near(nearness, first, stretches(b, in: parts))
    case .apart(let relation, let a, let b):
      let wanted = stretches(a, in: parts)
      return wanted.isEmpty ? [] : apart(relation, wanted, from: stretches(b, in: parts))
    case .atLeast(let count, let rule): return atLeast(count, stretches(rule, in: parts))
    case .scope(let scope, let rule): return stretches(rule, in: parts.overlaps(with: ranges(of: scope)))
    }
  }

  private mutating func stretches(concept index: Int, in parts: [Range<Int>]) -> [Stretch] {
    var found: [Stretch] = []
    for (number, hit) in hits[index].enumerated() where parts.contains(where: { $0.contains(hit.start) }) {
      found.append(
        Stretch(
          start: hit.start, end: hit.end, isStrong: !hit.isWeak, derivation: firstNumbers[index] + number))
    }
    guard !concepts[index].rules.isEmpty else { return found }
    for rule in concepts[index].rules { found += stretches(rule, in: parts) }
    return found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  func ranges(of scope: Expression.Scope) -> [Range<Int>] {
    let title = fields.filter { $0.field == .title }.map(\.range)
    let body = fields.filter { $0.field != .title && !$0.range.isEmpty }
    switch scope {
    case .title: return title
    case .body: return body.map(\.range)
    case .lead(let sentences):
      guard let first = body.first else { return title }
      return title + [
        first.leadStart..<max(first.leadStart, layout.end(ofSentences: sentences, from: first.leadStart))
      ]
    }
  }

  private mutating func join(_ a: Stretch, _ b: Stretch) -> Stretch {
    pairs.append((Int32(truncatingIfNeeded: a.derivation), Int32(truncatingIfNeeded: b.derivation)))
    return Stretch(
      start: min(a.start, b.start), end: max(a.end, b.end), isStrong: a.isStrong || b.isStrong,
      derivation: hitCount + pairs.count - 1)
  }
}

// MARK: - Operators

extension Evaluator {
  /// The shortest stretches with one of each, within one sentence or paragraph if a unit is given.
  private mutating func covers(
    _ rules: [Rule], within unit: Expression.Unit? = nil, in parts: [Range<Int>]
  ) -> [Stretch] {
    var result: [Stretch]?
    for rule in rules {
      var found = stretches(rule, in: parts)
      if let unit { found = found.filter { isWithin(unit, $0.start, $0.end) } }
      found = Stretches.shortest(found)
      result = result.map { covers($0, found, within: unit) } ?? found
      if result?.isEmpty == true { return [] }
    }
    return result ?? []
  }

  private mutating func covers(_ a: [Stretch], _ b: [Stretch], within unit: Expression.Unit?) -> [Stretch] {
    let anyA = Stretches.rising(a, strongOnly: false)
    let anyB = Stretches.rising(b, strongOnly: false)
    var pairs = Stretches.closestPairs(anyA, anyB)
    let hasWeak = a.contains { !$0.isStrong } || b.contains { !$0.isStrong }
    if hasWeak {
      pairs += Stretches.closestPairs(Stretches.rising(a, strongOnly: true), anyB)
      pairs += Stretches.closestPairs(anyA, Stretches.rising(b, strongOnly: true))
    }
    var found: [Stretch] = []
    for (first, second) in pairs {
      if let unit, !isWithin(unit, min(first.start, second.start), max(first.end, second.end)) { continue }
      found.append(join(first, second))
    }
    return Stretches.shortest(found)
  }

  private func isWithin(_ unit: Expression.Unit, _ start: Int, _ end: Int) -> Bool {
    end <= layout.unitRange(unit, around: start).upperBound
  }

  private mutating func near(_ nearness: Expression.Nearness, _ a: [Stretch], _ b: [Stretch]) -> [Stretch] {
    let pairs = NearPairs(nearness, layout).pairs(a, b, shortestOnly: true)
    return Stretches.shortest(pairs.map { join(a[$0.first], b[$0.second]) })
  }

  private func apart(_ relation: Expression.Relation, _ wanted: [Stretch], from other: [Stretch]) -> [Stretch]
  {
    switch relation {
    case .near(let nearness):
      let pairs = NearPairs(nearness, layout).pairs(wanted, other, shortestOnly: false)
      let close = Set(pairs.map(\.first))
      return wanted.indices.filter { !close.contains($0) }.map { wanted[$0] }
    case .within(let unit):
      let others = StretchIndex(other)
      return wanted.filter { stretch in
        let start = layout.unitRange(unit, around: stretch.start).lowerBound
        let end = layout.unitRange(unit, around: max(stretch.start, stretch.end - 1)).upperBound
        return !others.anyOverlaps(start..<max(start, end))
      }
    }
  }

  /// Stretches of n hits, one behind the other.
  private mutating func atLeast(_ count: Int, _ stretches: [Stretch]) -> [Stretch] {
    var apart: [Stretch] = []
    for stretch in Stretches.rising(Stretches.shortest(stretches), strongOnly: false)
    where stretch.start >= apart.last?.end ?? 0 {
      apart.append(stretch)
    }
    guard apart.count >= count else { return [] }
    var found: [Stretch] = []
    for first in 0...(apart.count - count) {
      let window = apart[first..<first + count]
      found.append(window.dropFirst().reduce(window[first]) { join($0, $1) })
    }
    return Stretches.shortest(found)
  }
}

extension [Range<Int>] {
  /// What the ranges have in common with others.
  func overlaps(with others: [Range<Int>]) -> [Range<Int>] {
    flatMap { part in others.map { part.clamped(to: $0) }.filter { !$0.isEmpty } }
  }
}
