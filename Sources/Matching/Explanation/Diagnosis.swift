/// How far a rule that does not hold comes.
struct Diagnosis {
  var holds: Bool
  /// From 0 to 1: the share of its parts that hold.
  var score: Double
  var findings: [Finding]

  /// How many things keep the rule from holding.
  var missing: Int { findings.count { !$0.holds } }

  fileprivate static func missing(_ text: String) -> Diagnosis {
    Diagnosis(holds: false, score: 0, findings: [Finding(holds: false, text: text)])
  }

  /// All parts are needed.
  fileprivate init(all parts: [Diagnosis]) {
    holds = parts.allSatisfy(\.holds)
    score = parts.isEmpty ? 0 : parts.map(\.score).reduce(0, +) / Double(parts.count)
    findings = parts.flatMap(\.findings)
  }

  fileprivate init(holds: Bool, score: Double, findings: [Finding]) {
    self.holds = holds
    self.score = score
    self.findings = findings
  }

  /// The same parts with one more thing that keeps the rule from holding.
  fileprivate func failing(because text: String) -> Diagnosis {
    // All parts are there and only their places are wrong: that is closer than a part missing.
    let almost = 0.9
    return Diagnosis(
      holds: false, score: score * almost, findings: findings + [Finding(holds: false, text: text)])
  }
}

extension Reading {
  /// Which parts of a rule hold within parts of the item, and which do not.
  mutating func diagnose(_ rule: Rule, in parts: [Range<Int>]) -> Diagnosis {
    switch rule {
    case .concept(let index): diagnose(concept: index, in: parts)
    case .any(let rules): diagnose(any: rules, rule, in: parts)
    case .all(let wanted, let unwanted): diagnose(wanted, without: unwanted, in: parts)
    case .within(let unit, let rules): diagnose(rules, within: unit, rule, in: parts)
    case .near(let nearness, let a, let b): diagnose(nearness, a, b, rule, in: parts)
    case .apart(let relation, let a, let b): diagnose(a, apart: relation, from: b, rule, in: parts)
    case .atLeast(let count, let inner): diagnose(atLeast: count, inner, rule, in: parts)
    case .scope(let scope, let inner): diagnose(inner, scope, in: parts)
    }
  }

  func written(_ rule: Rule) -> String { rule.written(topics.concepts) }

  private mutating func holds(_ rule: Rule, in parts: [Range<Int>]) -> Bool {
    !evaluator.stretches(rule, in: parts).isEmpty
  }

  private mutating func diagnose(concept index: Int, in parts: [Range<Int>]) -> Diagnosis {
    let name = written(.concept(index))
    if let stretch = evaluator.stretches(.concept(index), in: parts).first {
      let texts = evaluator.evidence(stretch).map { text($0) }.joined(separator: " ... ")
      let weak = stretch.isStrong ? "" : " (weak)"
      return Diagnosis(
        holds: true, score: 1, findings: [Finding(holds: true, text: "\(name): \(texts)\(weak)")])
    }
    guard let rule = topics.concepts[index].rules.first, found.hits.hits[index].isEmpty else {
      return .missing("\(name) is missing")
    }
    var inner = diagnose(
      topics.concepts[index].rules.count > 1 ? .any(topics.concepts[index].rules) : rule, in: parts)
    inner.findings = inner.findings.map { Finding(holds: $0.holds, text: "\($0.text) (in \(name))") }
    return inner
  }

  private mutating func diagnose(any rules: [Rule], _ rule: Rule, in parts: [Range<Int>]) -> Diagnosis {
    var best = Diagnosis.missing("\(written(rule)) is missing")
    for each in rules {
      let diagnosis = diagnose(each, in: parts)
      if diagnosis.score > best.score { best = diagnosis }
    }
    return best
  }

  private mutating func diagnose(
    _ wanted: [Rule], without unwanted: [Rule], in parts: [Range<Int>]
  ) -> Diagnosis {
    var diagnosis = Diagnosis(all: wanted.map { diagnose($0, in: parts) })
    for rule in unwanted {
      guard let intruder = intruder(rule, in: parts) else { continue }
      diagnosis = diagnosis.failing(because: intruder.named(where: "occur"))
    }
    return diagnosis
  }

  /// Looks at the sentence (or paragraph) in which most of the parts hold.
  private mutating func diagnose(
    _ rules: [Rule], within unit: Expression.Unit, _ rule: Rule, in parts: [Range<Int>]
  ) -> Diagnosis {
    var best: Diagnosis?
    for range in units(unit, with: rules, in: parts) {
      let here = parts.overlaps(with: [range])
      let diagnosis = Diagnosis(all: rules.map { diagnose($0, in: here) })
      if diagnosis.score > best?.score ?? -1 { best = diagnosis }
    }
    guard var best else { return .missing("nothing of \(written(rule)) occurs") }
    if best.holds, !holds(rule, in: parts) { best = best.failing(because: "not all in one \(unit.name)") }
    best.findings = best.findings.map { finding in
      let isPlain = finding.text.hasSuffix(" is missing")
      return isPlain
        ? Finding(holds: finding.holds, text: "\(finding.text) in the same \(unit.name)") : finding
    }
    return best
  }

  /// The sentences or paragraphs where anything of the rules was hit; the first hundred are enough to explain.
  private func units(_ unit: Expression.Unit, with rules: [Rule], in parts: [Range<Int>]) -> [Range<Int>] {
    let most = 100
    var concepts: Set<Int> = []
    for rule in rules { rule.gather(&concepts, topics.concepts) }
    var ranges: Set<Range<Int>> = []
    for hit in concepts.flatMap({ found.hits.hits[$0] })
    where parts.contains(where: { $0.contains(hit.start) }) {
      ranges.insert(evaluator.layout.unitRange(unit, around: hit.start))
    }
    return Array(ranges.sorted { $0.lowerBound < $1.lowerBound }.prefix(most))
  }

  private mutating func diagnose(
    _ nearness: Expression.Nearness, _ a: Rule, _ b: Rule, _ rule: Rule, in parts: [Range<Int>]
  ) -> Diagnosis {
    let diagnosis = Diagnosis(all: [diagnose(a, in: parts), diagnose(b, in: parts)])
    guard diagnosis.holds, !holds(rule, in: parts) else { return diagnosis }
    return diagnosis.failing(
      because: "\(written(rule)) does not hold: \(distance(nearness, a, b, in: parts))")
  }

  /// How far apart the two are where they are closest.
  private mutating func distance(
    _ nearness: Expression.Nearness, _ a: Rule, _ b: Rule, in parts: [Range<Int>]
  ) -> String {
    let allowed = "at most \(nearness.words) may stand between\(nearness.isOrdered ? ", in this order" : "")"
    let pairs = NearPairs(nearness, evaluator.layout)
    let second = evaluator.stretches(b, in: parts)
    var closest: Int?
    for first in evaluator.stretches(a, in: parts).prefix(100) {
      let sentence = evaluator.layout.unitRange(.sentence, around: first.start)
      for other in second where sentence.contains(other.start) {
        closest = [closest, pairs.distance(first, other)].compactMap { $0 }.min()
      }
    }
    guard let closest else { return "they stand in different sentences; \(allowed) in one sentence" }
    return "\((closest + 1) / 2) words stand between; \(allowed)"
  }

  private mutating func diagnose(
    _ wanted: Rule, apart relation: Expression.Relation, from other: Rule, _ rule: Rule,
    in parts: [Range<Int>]
  ) -> Diagnosis {
    let diagnosis = diagnose(wanted, in: parts)
    guard diagnosis.holds, !holds(rule, in: parts) else { return diagnosis }
    let intruder = intruder(other, around: wanted, relation.unit, in: parts)
    return diagnosis.failing(
      because: intruder?.named(where: relation.place) ?? "\(written(rule)) does not hold")
  }

  private mutating func diagnose(
    atLeast count: Int, _ inner: Rule, _ rule: Rule, in parts: [Range<Int>]
  ) -> Diagnosis {
    let diagnosis = diagnose(inner, in: parts)
    guard diagnosis.holds, !holds(rule, in: parts) else { return diagnosis }
    return diagnosis.failing(because: "fewer than \(count) hits")
  }

  private mutating func diagnose(_ inner: Rule, _ scope: Expression.Scope, in parts: [Range<Int>])
    -> Diagnosis
  {
    var diagnosis = diagnose(inner, in: parts.overlaps(with: evaluator.ranges(of: scope)))
    diagnosis.findings = diagnosis.findings.map { finding in
      finding.holds ? finding : Finding(holds: false, text: "\(finding.text) \(scope.place)")
    }
    return diagnosis
  }
}

extension Expression.Unit {
  /// As people call it.
  var name: String { self == .sentence ? "sentence" : "paragraph" }
}

extension Expression.Scope {
  /// As people call it.
  fileprivate var place: String {
    switch self {
    case .title: "(in the title)"
    case .body: "(in summary and content)"
    case .lead(1): "(in the title and the first sentence)"
    case .lead(let sentences): "(in the title and the first \(sentences) sentences)"
    }
  }
}
