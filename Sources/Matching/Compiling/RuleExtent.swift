/// How deep and how large a rule is once the concepts that it names are put in their places.
///
/// Rules are evaluated so, on the stack and for every item: a short file could otherwise ask for more than any machine has.
struct RuleExtent {
  var depth = 1
  var size = 1

  private static let maximumDepth = 200
  private static let maximumSize = 1_000_000

  /// What to say of a rule that is too deep or too large; nil of others.
  var complaint: String? {
    if depth > Self.maximumDepth {
      "is nested deeper than \(Self.maximumDepth), the concepts that it names included; let fewer concepts rest on each other"
    } else if size > Self.maximumSize {
      "has more than \(Self.maximumSize) parts, the concepts that it names included; name large concepts less often"
    } else {
      nil
    }
  }

  /// A rule over its parts.
  init(over parts: [RuleExtent] = []) {
    for part in parts {
      depth = max(depth, part.depth + 1)
      size = min(size + part.size, Self.maximumSize + 1)
    }
  }

  /// The extent of an expression, those of the concepts given.
  init(_ expression: Expression, _ concept: (String) -> RuleExtent) {
    if case .concept(_, let name) = expression {
      self = concept(name)
    } else {
      self.init(over: expression.operands.map { RuleExtent($0, concept) })
    }
  }
}
