/// The literals without one of which no branch can hold, in a small automaton of their own.
///
/// Each branch needs one concept of each of its groups; of each branch the group with the fewest literals is taken. Most items
/// name none of them (no name of North Korea, for the shipped topics), and nothing more need be done about those.
struct Anchors: Sendable {
  private let automaton: Automaton

  init(_ requirements: [Requirement], _ vocabulary: Vocabulary, conceptCount: Int) {
    var literals: [[[UInt8]]] = Array(repeating: [], count: conceptCount)
    for entry in vocabulary.entries where !entry.term.isDecoy {
      for spelling in entry.term.spellings { literals[entry.concept].append(spelling.parts[0]) }
    }
    let chosen = Self.concepts(requirements, literals.map(\.count))
    automaton = Automaton(chosen.sorted().flatMap { literals[$0] }, equal: Vocabulary.equalBytes)
  }

  /// A branch that can do without any concept makes all of them anchors; so does one that needs none that has a term.
  private static func concepts(_ requirements: [Requirement], _ literalCounts: [Int]) -> Set<Int> {
    var chosen: Set<Int> = []
    for requirement in requirements {
      let cheapest = requirement.groups.min {
        cost($0, chosen, literalCounts) < cost($1, chosen, literalCounts)
      }
      chosen.formUnion(cheapest ?? Array(literalCounts.indices))
    }
    return chosen
  }

  /// How many literals a group adds to those that are there anyway.
  private static func cost(_ group: [Int], _ chosen: Set<Int>, _ literalCounts: [Int]) -> Int {
    group.reduce(0) { chosen.contains($1) ? $0 : $0 + literalCounts[$1] }
  }

  /// Whether any branch may hold on a folded text.
  func stand(in folded: Span<UInt8>) -> Bool { !automaton.hits(in: folded).isEmpty }
}
