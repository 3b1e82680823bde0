import Statements

/// Builds the tree of an expression. There is no precedence: two operators beside each other need parentheses.
struct ExpressionParser {
  private let source: SourceText
  private let tokens: [ExpressionToken]
  private var index = 0
  private var depth = 0
  private var problems: [Problem] = []

  /// Parentheses may be nested this deep.
  static let maximumDepth = 50
  /// A chain of NEAR, NOT NEAR, NOT SENT or NOT PARA is a tree as deep as it is long.
  private static let longestChain = 50

  /// The tree, or nil and what is wrong.
  static func parse(_ source: SourceText) -> (expression: Expression?, problems: [Problem]) {
    do throws(Mistake) {
      var parser = ExpressionParser(source: source, tokens: try ExpressionLexer.tokens(source))
      let expression = try parser.whole()
      return (parser.problems.isEmpty ? expression : nil, parser.problems)
    } catch {
      return (nil, [error.problem])
    }
  }

  private init(source: SourceText, tokens: [ExpressionToken]) {
    self.source = source
    self.tokens = tokens
  }

  private var current: ExpressionToken { tokens[min(index, tokens.count - 1)] }

  private mutating func take() -> ExpressionToken {
    let token = current
    index += 1
    return token
  }

  private mutating func whole() throws(Mistake) -> Expression {
    if current.kind == .end {
      throw Mistake(source, "an expression is missing here; write, for instance, @one SENT @two")
    }
    let expression = try chain()
    switch current.kind {
    case .end: return expression
    case .close: throw Mistake(current.source, "this parenthesis closes nothing; delete it")
    default:
      throw Mistake(
        current.source, "an operator is missing before \(current.source.text); write AND, OR, SENT or NEAR/n")
    }
  }

  /// One operand of a chain, as it was written.
  private struct Link {
    var expression: Expression
    var isNegated: Bool
    var range: Range<Int>
    /// The operator before it; the first has none.
    var before: (operator: ExpressionToken.Operator, isNot: Bool, source: SourceText)?
  }

  private mutating func chain() throws(Mistake) -> Expression {
    var links = [try link(before: nil)]
    while let joint = try joint() { links.append(try link(before: joint)) }
    if let mixed = firstMixed(links) {
      problems.append(mixedOperators(links, at: mixed))
      return links[0].expression
    }
    return try combine(links)
  }

  /// The operator between two operands: `AND`, `NOT` (which is AND NOT), `NOT SENT` ...
  private mutating func joint() throws(Mistake) -> (
    operator: ExpressionToken.Operator, isNot: Bool, source: SourceText
  )? {
    switch current.kind {
    case .binary(let binary):
      return (binary, false, take().source)
    case .not:
      guard index + 1 < tokens.count, case .binary(let binary) = tokens[index + 1].kind else {
        return (.and, false, current.source)
      }
      let source = take().source
      index += 1
      guard binary != .and, binary != .or else {
        throw Mistake(source, "NOT stands before \(binary.written); write A AND NOT B")
      }
      return (binary, true, source)
    default:
      return nil
    }
  }

  private mutating func link(
    before: (operator: ExpressionToken.Operator, isNot: Bool, source: SourceText)?
  ) throws(Mistake) -> Link {
    let start = current.range.lowerBound
    var isNegated = false
    var nots = 0
    while current.kind == .not {
      guard depth + nots < Self.maximumDepth else { throw nestedTooDeep(current.source) }
      isNegated.toggle()
      nots += 1
      index += 1
    }
    let expression = try operand()
    let end = tokens[max(0, index - 1)].range.upperBound
    return Link(expression: expression, isNegated: isNegated, range: start..<max(start, end), before: before)
  }

  private mutating func operand() throws(Mistake) -> Expression {
    let token = take()
    switch token.kind {
    case .open: return try parenthesized(token)
    case .concept(let name):
      guard !name.isEmpty else { throw Mistake(token.source, "a concept's name is missing behind @") }
      return .concept(token.source, name: name)
    case .term:
      var reader = TermReader()
      return .term(try reader.read(token.source))
    case .scope(let scope):
      return .scope(scope, try nested(token) { (parser) throws(Mistake) in try parser.operand() })
    case .atLeast(let count):
      return .atLeast(count, try nested(token) { (parser) throws(Mistake) in try parser.operand() })
    case .end: throw Mistake(token.source, "the expression ends too early; something must follow")
    case .close: throw Mistake(token.source, "something must stand before this parenthesis")
    case .binary, .not:
      throw Mistake(token.source, "\(token.source.text) needs a concept, a term or parentheses on both sides")
    }
  }

  private mutating func parenthesized(_ open: ExpressionToken) throws(Mistake) -> Expression {
    let inner = try nested(open) { (parser) throws(Mistake) in try parser.chain() }
    guard current.kind == .close else {
      if current.kind == .end { throw Mistake(open.source, "this parenthesis is never closed") }
      throw Mistake(
        current.source, "an operator is missing before \(current.source.text); write AND, OR, SENT or NEAR/n")
    }
    index += 1
    return inner
  }

  private mutating func nested(
    _ token: ExpressionToken, _ read: (inout ExpressionParser) throws(Mistake) -> Expression
  ) throws(Mistake) -> Expression {
    guard depth < Self.maximumDepth else { throw nestedTooDeep(token.source) }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  private func nestedTooDeep(_ source: SourceText) -> Mistake {
    Mistake(
      source,
      "parentheses are nested deeper than \(Self.maximumDepth); name parts of it as concepts with match")
  }
}

// MARK: - Chains

extension ExpressionParser {
  private func firstMixed(_ links: [Link]) -> Int? {
    guard let first = links.dropFirst().first?.before else { return nil }
    return links.indices.dropFirst(2).first { index in
      guard let joint = links[index].before else { return false }
      return joint.operator != first.operator || joint.isNot != first.isNot
    }
  }

  /// Both readings of a chain with two operators, as notes.
  private func mixedOperators(_ links: [Link], at index: Int) -> Problem {
    let first = written(links[index - 1])
    let second = written(links[index])
    let place = links[index].before?.source ?? source
    let early = "(" + text(links[..<index]) + ") " + second + " " + text(links[index])
    let late =
      text(links[..<(index - 1)]) + " " + first + " (" + text(links[index - 1]) + " " + second + " "
      + text(links[index]) + ")"
    return Problem(
      at: place, "\(first) and \(second) mixed without parentheses", notes: ["write \(early)", "or \(late)"])
  }

  private func written(_ link: Link) -> String {
    guard let before = link.before else { return "" }
    return (before.isNot ? "NOT " : "") + before.operator.written
  }

  private func text(_ links: ArraySlice<Link>) -> String {
    links.map { link in (link.before == nil ? "" : written(link) + " ") + text(link) }.joined(separator: " ")
  }

  private func text(_ link: Link) -> String {
    source.text.utf8Slice(link.range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func combine(_ links: [Link]) throws(Mistake) -> Expression {
    guard let joint = links.dropFirst().first?.before else {
      if links[0].isNegated { throw pureNot(links[0]) }
      return links[0].expression
    }
    if joint.operator == .and {
      let wanted = links.filter { !$0.isNegated }.map(\.expression)
      if wanted.isEmpty { throw pureNot(links[0]) }
      return .all(wanted: wanted, unwanted: links.filter(\.isNegated).map(\.expression))
    }
    if let negated = links.first(where: \.isNegated) {
      throw Mistake(
        source.slice(negated.range),
        "NOT stands only behind AND; for a smaller region write A NOT SENT B, A NOT PARA B or A NOT NEAR/n B")
    }
    if joint.isNot || joint.operator.isNear, links.count > Self.longestChain {
      throw Mistake(
        joint.source,
        "more than \(Self.longestChain) parts in a chain of \(joint.operator.written); "
          + "each is looked for near all before it, so name parts of it as concepts with match")
    }
    return chained(links.map(\.expression), joint.operator, isNot: joint.isNot)
  }

  private func pureNot(_ link: Link) -> Mistake {
    Mistake(
      source.slice(link.range), "only a NOT: nothing is looked for; write what must occur, then AND NOT")
  }

  private func chained(_ parts: [Expression], _ joint: ExpressionToken.Operator, isNot: Bool) -> Expression {
    switch joint {
    case .and: return .all(wanted: parts, unwanted: [])
    case .or: return .any(parts)
    case .near(let nearness):
      return parts.dropFirst().reduce(parts[0]) {
        isNot ? .apart(.near(nearness), $0, from: $1) : .near(nearness, $0, $1)
      }
    case .within(let unit):
      guard isNot else { return .within(unit, parts) }
      return parts.dropFirst().reduce(parts[0]) { .apart(.within(unit), $0, from: $1) }
    }
  }
}
