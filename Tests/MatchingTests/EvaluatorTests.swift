import Testing

@testable import Matching

@Suite("The evaluator")
struct EvaluatorTests {
  @Test("finds what a naive enumeration finds, on random rules and texts", arguments: 0..<100)
  func random(_ seed: Int) {
    var random = SplitMix(UInt64(seed))
    let words = ["a", "b", "c", "d", "x", "x", "a b", "c. D", "x\n\nb"]
    func text(_ count: Int) -> String {
      (0..<count).map { _ in words[Int(random.next() % UInt64(words.count))] }.joined(separator: " ")
    }
    let item = MatchItem(language: "en", title: text(4), summary: text(10), content: text(6))
    let topics = Fixture.topics(
      "concept a\n  any: a\nconcept b\n  any: b\n  weak any: c\nconcept c\n  weak any: d\n  any: \"a b\"",
      "@a AND @b AND @c")
    let found = ItemMatcher(topics, item).located()
    let folded = found.source.folded
    let layout = Layout(folded.bytes.span)
    var evaluator = Evaluator(
      concepts: topics.concepts, hits: found.hits.hits, layout: layout, fields: folded.fields)
    let naive = NaiveEvaluator(hits: found.hits.hits, layout: layout, ranges: evaluator.ranges)
    for _ in 0..<20 {
      let rule = Self.rule(&random, depth: 3)
      let fast = Set(evaluator.stretches(rule).map { NaiveEvaluator.Span($0.start, $0.end, $0.isStrong) })
      let slow = Set(naive.spans(rule, in: [0..<Int.max]))
      #expect(
        fast.subtracting(slow).isEmpty && slow.subtracting(fast).isEmpty,
        "fast only \(fast.subtracting(slow)) slow only \(slow.subtracting(fast)) \(rule.written(topics.concepts)) on \(item.title) / \(item.summary) / \(item.content)"
      )
    }
  }

  private static func rule(_ random: inout SplitMix, depth: Int) -> Rule {
    let concept = Rule.concept(Int(random.next() % 3))
    guard depth > 0 else { return concept }
    let a = rule(&random, depth: depth - 1)
    let b = rule(&random, depth: depth - 1)
    let nearness = Expression.Nearness(words: Int(random.next() % 4), isOrdered: random.next() % 2 == 0)
    switch random.next() % 11 {
    case 0: return .any([a, b])
    case 1: return .all(wanted: [a, b], unwanted: [])
    case 2: return .all(wanted: [a], unwanted: [b])
    case 3, 4: return .near(nearness, a, b)
    case 5: return .within(.sentence, [a, b])
    case 6: return .within(.paragraph, [a, b, concept])
    case 7: return .apart(random.next() % 2 == 0 ? .near(nearness) : .within(.sentence), a, from: b)
    case 8: return .atLeast(2, a)
    case 9: return .scope([.title, .body, .lead(sentences: 2)][Int(random.next() % 3)], a)
    default: return concept
    }
  }

  @Test("a hostile item takes time in proportion to its length")
  func hostile() {
    let topics = Fixture.topics(
      "concept a\n  any: aaa, aaab\nconcept b\n  any: b", "(@a SENT @b) NEAR/50 (@a AND @b)",
      "@a NOT NEAR/100 @b",
      "ATLEAST/100 (@a NEAR/3 @b)")
    let clock = ContinuousClock()
    let text = String(repeating: "aaa b ", count: 20_000)
    let time = clock.measure { _ = topics.explain(Fixture.item("", text)) }
    // Quadratic work would take hours.
    #expect(time < .seconds(120))
  }
}

/// What the rules mean, by trying all combinations.
struct NaiveEvaluator {
  struct Span: Hashable {
    var start: Int
    var end: Int
    var isStrong: Bool

    init(_ start: Int, _ end: Int, _ isStrong: Bool) {
      self.start = start
      self.end = end
      self.isStrong = isStrong
    }
  }

  let hits: [[Hit]]
  let layout: Layout
  let ranges: (Expression.Scope) -> [Range<Int>]

  func spans(_ rule: Rule, in parts: [Range<Int>]) -> [Span] {
    switch rule {
    case .concept(let index):
      return hits[index].filter { hit in parts.contains { $0.contains(hit.start) } }
        .map { Span($0.start, $0.end, !$0.isWeak) }
    case .any(let rules): return rules.flatMap { spans($0, in: parts) }
    case .all(let wanted, let unwanted):
      if unwanted.contains(where: { !spans($0, in: parts).isEmpty }) { return [] }
      return combinations(wanted.map { spans($0, in: parts) }) { _, _ in true }
    case .within(let unit, let rules):
      return combinations(rules.map { spans($0, in: parts) }) { start, end in isWithin(unit, start, end) }
    case .near(let nearness, let a, let b):
      let first = spans(a, in: parts)
      let second = spans(b, in: parts)
      return shortest(first.flatMap { x in second.filter { isNear(nearness, x, $0) }.map { join(x, $0) } })
    case .apart(let relation, let a, let b):
      let others = spans(b, in: parts)
      return spans(a, in: parts).filter { x in !others.contains { isRelated(relation, x, $0) } }
    case .atLeast(let count, let inner): return atLeast(count, shortest(spans(inner, in: parts)))
    case .scope(let scope, let inner): return spans(inner, in: parts.overlaps(with: ranges(scope)))
    }
  }

  private func join(_ a: Span, _ b: Span) -> Span {
    Span(min(a.start, b.start), max(a.end, b.end), a.isStrong || b.isStrong)
  }

  private func combinations(_ lists: [[Span]], _ accepts: (Int, Int) -> Bool) -> [Span] {
    guard var result = lists.first else { return [] }
    for list in lists.dropFirst() { result = shortest(result.flatMap { x in list.map { join(x, $0) } }) }
    return shortest(result.filter { accepts($0.start, $0.end) })
  }

  private func shortest(_ spans: [Span]) -> [Span] {
    Array(Set(spans)).filter { span in
      !spans.contains { other in
        other != span && other.start >= span.start && other.end <= span.end
          && (other.isStrong || !span.isStrong)
      }
    }
  }

  private func isWithin(_ unit: Expression.Unit, _ start: Int, _ end: Int) -> Bool {
    layout.unitRange(unit, around: start) == layout.unitRange(unit, around: end - 1)
  }

  private func isNear(_ nearness: Expression.Nearness, _ a: Span, _ b: Span) -> Bool {
    guard isWithin(.sentence, min(a.start, b.start), max(a.end, b.end)) else { return false }
    if nearness.isOrdered, a.start > b.start || a.end > b.end { return false }
    if a.end <= b.start { return layout.halfWords(from: a.end, to: b.start) <= 2 * nearness.words }
    if b.end <= a.start { return layout.halfWords(from: b.end, to: a.start) <= 2 * nearness.words }
    return (a.start <= b.start && b.end <= a.end) || (b.start <= a.start && a.end <= b.end)
  }

  private func isRelated(_ relation: Expression.Relation, _ a: Span, _ b: Span) -> Bool {
    switch relation {
    case .near(let nearness): return isNear(nearness, a, b)
    case .within(let unit):
      let start = layout.unitRange(unit, around: a.start).lowerBound
      let end = layout.unitRange(unit, around: a.end - 1).upperBound
      return b.start < end && b.end > start
    }
  }

  /// Greedy from the left over the shortest stretches of any strength, then every run of so many.
  private func atLeast(_ count: Int, _ spans: [Span]) -> [Span] {
    let minimal = spans.filter { span in
      !spans.contains {
        $0.start >= span.start && $0.end <= span.end && ($0.start, $0.end) != (span.start, span.end)
      }
    }
    var apart: [Span] = []
    for span in minimal.sorted(by: { $0.start < $1.start }) where span.start >= apart.last?.end ?? 0 {
      apart.append(span)
    }
    guard apart.count >= count else { return [] }
    return shortest(
      (0...(apart.count - count)).map { first in
        apart[first..<first + count].dropFirst().reduce(apart[first], join)
      })
  }
}
