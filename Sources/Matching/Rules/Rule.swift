/// An expression with its names resolved: concepts are indices.
indirect enum Rule: Sendable, Equatable {
  case concept(Int)
  case any([Rule])
  case all(wanted: [Rule], unwanted: [Rule])
  case near(Expression.Nearness, Rule, Rule)
  case within(Expression.Unit, [Rule])
  case apart(Expression.Relation, Rule, from: Rule)
  case atLeast(Int, Rule)
  case scope(Expression.Scope, Rule)
}

/// What a name (or a term that stands in an expression by itself) means: hits of its terms, or where one of its rules holds.
struct Concept: Sendable {
  var name: String
  /// Whether it is a term that stands in an expression by itself.
  var isInline = false
  var rules: [Rule]
}

extension Rule {
  /// What the rule cannot hold without: of each group at least one concept must be hit.
  ///
  /// - Parameter known: what was found for concepts before.
  func requirements(_ concepts: [Concept], _ known: inout [Int: [[Int]]]) -> [[Int]] {
    switch self {
    case .concept(let index):
      if let groups = known[index] { return groups }
      let choices = concepts[index].rules.map { $0.requirements(concepts, &known) }
      let groups = Self.anyRequirement([[[index]]] + choices)
      known[index] = groups
      return groups
    case .any(let rules): return Self.anyRequirement(rules.map { $0.requirements(concepts, &known) })
    case .all(let rules, _), .within(_, let rules):
      return rules.flatMap { $0.requirements(concepts, &known) }
    case .near(_, let a, let b): return a.requirements(concepts, &known) + b.requirements(concepts, &known)
    case .apart(_, let rule, _), .atLeast(_, let rule), .scope(_, let rule):
      return rule.requirements(concepts, &known)
    }
  }

  /// Where one of several suffices: a group of each, taken together.
  private static func anyRequirement(_ choices: [[[Int]]]) -> [[Int]] {
    var group: Set<Int> = []
    for groups in choices {
      guard let smallest = groups.min(by: { $0.count < $1.count }) else { return [] }
      group.formUnion(smallest)
    }
    return [group.sorted()]
  }

  /// Whether the rule could hold where nothing but these concepts was hit, whatever the places.
  func isPossible(_ present: [Bool], _ concepts: [Concept]) -> Bool {
    switch self {
    case .concept(let index):
      present[index] || concepts[index].rules.contains { $0.isPossible(present, concepts) }
    case .any(let rules): rules.contains { $0.isPossible(present, concepts) }
    case .all(let rules, _), .within(_, let rules): rules.allSatisfy { $0.isPossible(present, concepts) }
    case .near(_, let a, let b): a.isPossible(present, concepts) && b.isPossible(present, concepts)
    case .apart(_, let a, _): a.isPossible(present, concepts)
    case .atLeast(_, let rule), .scope(_, let rule): rule.isPossible(present, concepts)
    }
  }
}

/// What a branch cannot do without: of each group of concepts one must be hit. It tells at a glance which branches to look at.
struct Requirement: Sendable {
  let rule: Rule
  private let groups: [[Int]]

  init(_ rule: Rule, _ concepts: [Concept], _ known: inout [Int: [[Int]]]) {
    self.rule = rule
    // Small groups are the most likely to be missing.
    groups = rule.requirements(concepts, &known).sorted { $0.count < $1.count }
  }

  func mayHold(_ present: [Bool]) -> Bool {
    groups.allSatisfy { group in group.contains { present[$0] } }
  }
}
