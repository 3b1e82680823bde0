import Statements

extension Reading {
  mutating func explain(_ topic: Topic) -> TopicExplanation {
    let match = match(topic)
    let branch = topic.branches.first { $0.number == match?.branch }
    let explained = branch.map { explainHolding($0, topic) } ?? explainClosest(topic)
    return TopicExplanation(
      topic: topic.name, match: match, branch: explained, dropped: dropped(from: topic))
  }

  private mutating func explainHolding(_ branch: Branch, _ topic: Topic) -> BranchExplanation {
    let hits = hits(of: branch) ?? []
    var explanation = BranchExplanation(branch)
    for (index, hit) in hits.enumerated() {
      let sentence = evaluator.layout.sentenceNumber(at: hit.start)
      let before = index > 0 ? hits[index - 1] : nil
      let isSameSentence = before.map { evaluator.layout.sentenceNumber(at: $0.start) == sentence } ?? false
      let halfWords = before.map { evaluator.layout.halfWords(from: $0.end, to: hit.start) } ?? 0
      let term = topics.vocabulary.entries[hit.entry].term
      explanation.hits.append(
        ExplainedHit(
          evidence: evidence(hit, topic, branch), location: term.source.location, isWeak: term.isWeak,
          sentence: sentence,
          wordsBefore: isSameSentence ? (halfWords + 1) / 2 : nil))
    }
    return explanation
  }

  /// The branch that lacks the fewest parts; of those that lack as many the one of which most holds.
  ///
  /// A branch of which less than half holds comes close to nothing.
  private mutating func explainClosest(_ topic: Topic) -> BranchExplanation {
    let half = 0.5
    var best: (branch: Branch, diagnosis: Diagnosis)?
    for branch in topic.branches {
      let diagnosis = diagnose(branch.rule, in: [0..<Int.max])
      guard let other = best?.diagnosis else {
        best = (branch, diagnosis)
        continue
      }
      let isCloser =
        min(diagnosis.score, other.score) < half || diagnosis.missing == other.missing
        ? diagnosis.score > other.score : diagnosis.missing < other.missing
      if isCloser { best = (branch, diagnosis) }
    }
    guard let best else { return BranchExplanation(topic.branches[0]) }
    var explanation = BranchExplanation(best.branch)
    explanation.findings = best.diagnosis.findings
    if best.diagnosis.holds {
      explanation.findings.append(
        Finding(holds: false, text: "all of these hits are weak, and a rule never fires on weak hits alone"))
    }
    return explanation
  }

  private func dropped(from topic: Topic) -> [DroppedHit] {
    var concepts: Set<Int> = []
    for branch in topic.branches { branch.rule.gather(&concepts, self.topics.concepts) }
    return found.hits.dropped.filter { concepts.contains($0.hit.concept) }.map { dropped in
      let decoy = topics.vocabulary.entries[dropped.decoy.entry].term
      return DroppedHit(
        concept: topics.concepts[dropped.hit.concept].name, text: text(dropped.hit),
        decoy: text(dropped.decoy),
        location: decoy.source.location)
    }
  }

  func text(_ hit: Hit) -> String { found.source.text(hit.start..<hit.end) }
}

extension BranchExplanation {
  init(_ branch: Branch) {
    self.init(
      number: branch.number, tier: branch.tier, text: branch.written, location: branch.source.location,
      hits: [],
      findings: [])
  }
}

extension Rule {
  /// Adds all concepts that it needs.
  func gather(_ found: inout Set<Int>, _ concepts: [Concept]) {
    switch self {
    case .concept(let index):
      guard found.insert(index).inserted else { return }
      for rule in concepts[index].rules { rule.gather(&found, concepts) }
    case .any(let rules), .within(_, let rules): for rule in rules { rule.gather(&found, concepts) }
    case .all(let wanted, let unwanted): for rule in wanted + unwanted { rule.gather(&found, concepts) }
    case .near(_, let a, let b), .apart(_, let a, let b):
      a.gather(&found, concepts)
      b.gather(&found, concepts)
    case .atLeast(_, let rule), .scope(_, let rule): rule.gather(&found, concepts)
    }
  }

  /// The rule in the words of the topic language.
  func written(_ concepts: [Concept]) -> String {
    func part(_ rule: Rule) -> String {
      let text = rule.written(concepts)
      return text.contains(" ") && !text.hasPrefix("\"") ? "(\(text))" : text
    }
    switch self {
    case .concept(let index):
      let name = concepts[index].name
      return Names.isValid(name) && !concepts[index].isInline ? "@\(name)" : name
    case .any(let rules): return rules.map(part).joined(separator: " OR ")
    case .all(let wanted, let unwanted):
      return wanted.map(part).joined(separator: " AND ") + unwanted.map { " AND NOT " + part($0) }.joined()
    case .near(let nearness, let a, let b): return "\(part(a)) \(nearness.written) \(part(b))"
    case .within(let unit, let rules): return rules.map(part).joined(separator: " \(unit.rawValue) ")
    case .apart(let relation, let a, let b): return "\(part(a)) NOT \(relation.written) \(part(b))"
    case .atLeast(let count, let rule): return "ATLEAST/\(count) \(part(rule))"
    case .scope(let scope, let rule): return scope.written + part(rule)
    }
  }
}
