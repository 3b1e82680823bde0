/// A stretch of text where a rule holds, from its first hit to its last.
struct Stretch: Equatable {
  private let startOffset: Int32
  private let endOffset: Int32
  private let derivationNumber: Int32
  /// Whether a hit of a term that isn't weak takes part.
  let isStrong: Bool

  init(start: Int, end: Int, isStrong: Bool, derivation: Int) {
    startOffset = Int32(truncatingIfNeeded: start)
    endOffset = Int32(truncatingIfNeeded: end)
    derivationNumber = Int32(truncatingIfNeeded: derivation)
    self.isStrong = isStrong
  }

  var start: Int { Int(startOffset) }
  var end: Int { Int(endOffset) }
  /// The number of a hit, or of a pair of stretches that it was joined of.
  var derivation: Int { Int(derivationNumber) }
}

/// Lists of stretches in the order of their starts.
enum Stretches {
  /// Drops each stretch that has another inside it, if that one is as strong. What is left rises in starts and in ends
  /// among the strong ones, and among the weak ones.
  static func shortest(_ stretches: [Stretch]) -> [Stretch] {
    let sorted = stretches.sorted {
      ($0.start, $1.end, $0.isStrong ? 1 : 0) > ($1.start, $0.end, $1.isStrong ? 1 : 0)
    }
    var leastEnd = Int.max
    var leastStrongEnd = Int.max
    var kept: [Stretch] = []
    for stretch in sorted where stretch.end < leastStrongEnd && (stretch.isStrong || stretch.end < leastEnd) {
      kept.append(stretch)
      leastEnd = min(leastEnd, stretch.end)
      if stretch.isStrong { leastStrongEnd = min(leastStrongEnd, stretch.end) }
    }
    return kept.reversed()
  }

  /// The pairs of two lists, both rising in starts and ends, that span the shortest stretches: for each one the last of the other list
  /// that ends no later.
  static func closestPairs(_ a: [Stretch], _ b: [Stretch]) -> [(Stretch, Stretch)] {
    var pairs: [(Stretch, Stretch)] = []
    var index = 0
    for first in a {
      while index < b.count, b[index].end <= first.end { index += 1 }
      if index > 0 { pairs.append((first, b[index - 1])) }
    }
    index = 0
    for second in b {
      while index < a.count, a[index].end <= second.end { index += 1 }
      if index > 0 { pairs.append((a[index - 1], second)) }
    }
    return pairs
  }

  /// One list that rises in starts and ends: the shortest of all, or of the strong ones alone.
  static func rising(_ shortest: [Stretch], strongOnly: Bool) -> [Stretch] {
    if strongOnly { return shortest.filter(\.isStrong) }
    var leastEnd = Int.max
    var kept: [Stretch] = []
    for stretch in shortest.reversed() where stretch.end < leastEnd {
      kept.append(stretch)
      leastEnd = stretch.end
    }
    return kept.reversed()
  }
}

/// Answers whether any of many stretches overlaps a range.
struct StretchIndex {
  private let starts: [Int]
  /// The farthest end of each stretch and those before it.
  private let farthestEnds: [Int]

  /// The stretches stand in the order of their starts.
  init(_ stretches: [Stretch]) {
    starts = stretches.map(\.start)
    var farthest = 0
    farthestEnds = stretches.map { stretch in
      farthest = max(farthest, stretch.end)
      return farthest
    }
  }

  func anyOverlaps(_ range: Range<Int>) -> Bool {
    let before = Halving.count(of: starts.count) { starts[$0] < range.upperBound }
    return before > 0 && farthestEnds[before - 1] > range.lowerBound
  }
}
