import Statements

/// Turns statements without mistakes into rules over concept indices.
struct TopicSetBuilder {
  private var concepts: [Concept] = []
  private var terms: [[Term]] = []
  private var indexes: [String: Int] = [:]
  /// Those of terms in expressions, as written: a term may be spelt like the name of a concept.
  private var termIndexes: [String: Int] = [:]

  init(_ statements: [ConceptStatement]) {
    for statement in statements {
      indexes[statement.name.text] = concepts.count
      concepts.append(Concept(name: statement.name.text, rules: []))
      terms.append(statement.terms)
    }
    for (index, statement) in statements.enumerated() {
      concepts[index].rules = statement.rules.map { rule($0) }
    }
  }

  mutating func build(_ topics: [TopicStatement], tests: [TopicTest]) -> TopicSet {
    let built = topics.map { topic in
      Topic(
        name: topic.name.text, title: topic.title,
        branches: topic.branches.enumerated().map { index, branch in
          Branch(number: index + 1, tier: branch.tier, source: branch.source, rule: rule(branch.expression))
        })
    }
    return TopicSet(items: built, concepts: concepts, terms: terms, tests: tests)
  }

  private mutating func rule(_ expression: Expression) -> Rule {
    switch expression {
    case .concept(_, let name): .concept(indexes[name] ?? 0)
    case .term(let term): .concept(index(of: term))
    case .any(let operands): .any(operands.map { rule($0) })
    case .all(let wanted, let unwanted):
      .all(wanted: wanted.map { rule($0) }, unwanted: unwanted.map { rule($0) })
    case .near(let nearness, let a, let b): .near(nearness, rule(a), rule(b))
    case .within(let unit, let operands): .within(unit, operands.map { rule($0) })
    case .apart(let relation, let a, let b): .apart(relation, rule(a), from: rule(b))
    case .atLeast(let count, let operand): .atLeast(count, rule(operand))
    case .scope(let scope, let operand): .scope(scope, rule(operand))
    }
  }

  /// A term in an expression is a concept without a name of its own.
  private mutating func index(of term: Term) -> Int {
    if let index = termIndexes[term.written] { return index }
    termIndexes[term.written] = concepts.count
    concepts.append(Concept(name: term.written, isInline: true, rules: []))
    terms.append([term])
    return concepts.count - 1
  }
}
