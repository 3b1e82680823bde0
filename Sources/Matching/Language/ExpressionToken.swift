import Statements

/// A word of an expression, with its place.
struct ExpressionToken {
  enum Kind: Equatable {
    case open
    case close
    case concept(String)
    case term
    case not
    case binary(Operator)
    /// `TITLE:` and its like, or `ATLEAST/n`: they take what stands behind them.
    case scope(Expression.Scope)
    case atLeast(Int)
    case end
  }

  enum Operator: Equatable {
    case and
    case or
    case near(Expression.Nearness)
    case within(Expression.Unit)

    var written: String {
      switch self {
      case .and: "AND"
      case .or: "OR"
      case .near(let nearness): nearness.written
      case .within(let unit): unit.rawValue
      }
    }

    var isNear: Bool {
      if case .near = self { true } else { false }
    }
  }

  var kind: Kind
  var source: SourceText
  /// UTF-8 offsets into the expression.
  var range: Range<Int>
}
