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
  /// Concepts without which the rule cannot hold.
  func required(_ concepts: [Concept]) -> Set<Int> {
    switch self {
    case .concept(let index):
      concepts[index].rules.isEmpty ? [index] : []
    case .any(let rules):
      rules.dropFirst().reduce(rules.first?.required(concepts) ?? []) {
        $0.intersection($1.required(concepts))
      }
    case .all(let rules, _), .within(_, let rules):
      rules.reduce(into: []) { $0.formUnion($1.required(concepts)) }
    case .near(_, let a, let b): a.required(concepts).union(b.required(concepts))
    case .apart(_, let rule, _), .atLeast(_, let rule), .scope(_, let rule): rule.required(concepts)
    }
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
