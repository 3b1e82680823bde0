/// The pairs of two lists that stand near each other in one sentence.
struct NearPairs {
  private let nearness: Expression.Nearness
  private let layout: Layout

  /// So many partners are looked at for one stretch; only hostile text has more within 100 words.
  private static let mostPartners = 1_000

  init(_ nearness: Expression.Nearness, _ layout: Layout) {
    self.nearness = nearness
    self.layout = layout
  }

  /// Indices into both lists, which stand in the order of their starts.
  ///
  /// With `shortestOnly`, partners that can only give longer stretches than others of the same strength are left out.
  func pairs(_ a: [Stretch], _ b: [Stretch], shortestOnly: Bool) -> [(first: Int, second: Int)] {
    var found: [(first: Int, second: Int)] = []
    follow(a, b, includesEqualStarts: true) { first, second in
      guard accepts(a[first], b[second]) else { return false }
      found.append((first, second))
      return shortestOnly
    }
    follow(b, a, includesEqualStarts: false) { second, first in
      guard accepts(a[first], b[second]) else { return false }
      found.append((first, second))
      return shortestOnly
    }
    return found
  }

  /// Visits for each stretch the others that start behind its start and within the distance of its end, until one that
  /// was enough ends before the next begins.
  private func follow(
    _ leading: [Stretch], _ following: [Stretch], includesEqualStarts: Bool, _ visit: (Int, Int) -> Bool
  ) {
    let hasStrong = following.contains(where: \.isStrong)
    var from = 0
    for (index, stretch) in leading.enumerated() {
      while from < following.count, following[from].start < stretch.start { from += 1 }
      let anyIsEnough = stretch.isStrong || !hasStrong
      var leastEnd = Int.max
      var next = from
      while next < following.count, next - from < Self.mostPartners, following[next].start < leastEnd {
        let other = following[next]
        let isBehind = other.start > stretch.start || includesEqualStarts
        if isBehind, visit(index, next), anyIsEnough || other.isStrong {
          leastEnd = min(leastEnd, max(stretch.end, other.end))
        }
        if layout.halfWords(from: stretch.end, to: other.start) > 2 * nearness.words + 2 { break }
        next += 1
      }
    }
  }

  private func accepts(_ a: Stretch, _ b: Stretch) -> Bool {
    let start = min(a.start, b.start)
    guard max(a.end, b.end) <= layout.unitRange(.sentence, around: start).upperBound else { return false }
    if nearness.isOrdered, a.start > b.start || a.end > b.end { return false }
    return distance(a, b).map { $0 <= 2 * nearness.words } ?? false
  }

  /// Half-words between two stretches: 0 if one lies within the other, nil if they overlap in part.
  func distance(_ a: Stretch, _ b: Stretch) -> Int? {
    let (first, second) = (a.start, a.end) <= (b.start, b.end) ? (a, b) : (b, a)
    if first.end <= second.start { return layout.halfWords(from: first.end, to: second.start) }
    let isWithin = second.end <= first.end || (first.start == second.start)
    return isWithin ? 0 : nil
  }
}
