/// What holds though it must not, and what it hit: why a rule with NOT does not fire.
struct Intruder {
  var name: String
  var texts: String

  func named(where place: String) -> String { "\(name) must not \(place), but does: \(texts)" }
}

extension Reading {
  /// What stands in the sentence or paragraph of a hit of the wanted, and must not.
  mutating func intruder(
    _ rule: Rule, around wanted: Rule, _ unit: Expression.Unit, in parts: [Range<Int>]
  ) -> Intruder? {
    let most = 100
    for stretch in evaluator.stretches(wanted, in: parts).prefix(most) {
      let range = evaluator.layout.unitRange(unit, around: stretch.start)
      if let intruder = intruder(rule, in: parts.overlaps(with: [range])) { return intruder }
    }
    return nil
  }

  /// Of several alternatives the one that holds.
  mutating func intruder(_ rule: Rule, in parts: [Range<Int>]) -> Intruder? {
    if case .any(let rules) = rule {
      for each in rules {
        if let intruder = intruder(each, in: parts) { return intruder }
      }
      return nil
    }
    guard let stretch = evaluator.stretches(rule, in: parts).first else { return nil }
    let texts = evaluator.evidence(stretch).map { hit in
      let concept = written(.concept(hit.concept))
      return concept == written(rule) ? text(hit) : "\(text(hit)) (\(concept))"
    }
    return Intruder(name: written(rule), texts: texts.joined(separator: " ... "))
  }
}

extension Expression.Relation {
  var written: String {
    switch self {
    case .near(let nearness): nearness.written
    case .within(let unit): unit.rawValue
    }
  }

  /// What the two must not share. Nearness ends with the sentence.
  var unit: Expression.Unit {
    switch self {
    case .near: .sentence
    case .within(let unit): unit
    }
  }

  /// As people call it.
  var place: String {
    switch self {
    case .near(let nearness): "stand within \(nearness.words) words"
    case .within(let unit): "stand in the same \(unit.name)"
    }
  }
}
