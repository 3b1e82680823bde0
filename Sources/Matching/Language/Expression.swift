import Statements

/// What a branch asks for (docs/topics.md, "Expressions").
indirect enum Expression: Sendable, Equatable {
  case concept(SourceText, name: String)
  case term(Term)
  case any([Expression])
  /// All of `wanted` occur, and none of `unwanted`.
  case all(wanted: [Expression], unwanted: [Expression])
  case near(Nearness, Expression, Expression)
  case within(Unit, [Expression])
  /// The first, where the second does not stand near it or in its sentence or paragraph.
  case apart(Relation, Expression, from: Expression)
  case atLeast(Int, Expression)
  case scope(Scope, Expression)

  enum Unit: String, Sendable {
    case sentence = "SENT"
    case paragraph = "PARA"
  }

  struct Nearness: Sendable, Equatable {
    /// How many words may stand between.
    var words: Int
    var isOrdered: Bool

    static let largest = 100

    var written: String { "\(isOrdered ? "ONEAR" : "NEAR")/\(words)" }
  }

  enum Relation: Sendable, Equatable {
    case near(Nearness)
    case within(Unit)
  }

  enum Scope: Sendable, Equatable {
    case title
    case body
    /// The title and the first sentences of the body.
    case lead(sentences: Int)

    var written: String {
      switch self {
      case .title: "TITLE:"
      case .body: "BODY:"
      case .lead(1): "LEAD:"
      case .lead(let sentences): "LEAD/\(sentences):"
      }
    }
  }

  /// The parts of it, in the order written.
  var operands: [Expression] {
    switch self {
    case .concept, .term: []
    case .any(let operands), .within(_, let operands): operands
    case .all(let wanted, let unwanted): wanted + unwanted
    case .near(_, let a, let b), .apart(_, let a, let b): [a, b]
    case .atLeast(_, let operand), .scope(_, let operand): [operand]
    }
  }

  /// All concepts that it names, with the places.
  var references: [(source: SourceText, name: String)] {
    var found: [(source: SourceText, name: String)] = []
    gatherReferences(&found)
    return found
  }

  /// All terms that stand in it, as they are written.
  var terms: [SourceText] {
    let own: [SourceText] = if case .term(let term) = self { [term.source] } else { [] }
    return own + operands.flatMap(\.terms)
  }

  private func gatherReferences(_ found: inout [(source: SourceText, name: String)]) {
    if case .concept(let source, let name) = self { found.append((source, name)) }
    for operand in operands { operand.gatherReferences(&found) }
  }
}
