import Statements

/// Makes a topic set of statements: names resolved, circles and duplicates found, terms gathered in one automaton.
struct TopicCompiler {
  /// More spellings would make the automaton too large for a small machine.
  static let maximumSpellings = 200_000

  private var spellingCount = 0
  private var concepts: [ConceptStatement] = []
  private var topics: [TopicStatement] = []
  private var tests: [TopicTest] = []
  private(set) var problems: [Problem] = []

  /// Concepts whose statement, or one that it needs, has a mistake.
  private var broken: Set<String> = []
  private var conceptIndexes: [String: Int] = [:]
  private var topicIndexes: [String: Int] = [:]
  private var extents: [RuleExtent] = []
  private var suggestionsLeft = ProblemReport.most

  mutating func add(_ statement: Statement) {
    switch statement.keyword.text {
    case "concept":
      let concept = ConceptStatement(statement, room: Self.maximumSpellings - spellingCount)
      spellingCount += concept.spellingCount
      add(concept)
    case "topic": add(TopicStatement(statement))
    case "test": addTest(statement)
    default:
      let hint = Suggestion.hint(for: statement.keyword.text, among: ["concept", "topic", "test"])
      report(
        statement.keyword,
        "\(statement.keyword.text) is no statement of a topic file\(hint); write concept, topic or test")
    }
  }

  private mutating func add(_ concept: ConceptStatement) {
    problems += concept.problems
    let name = concept.name.text
    if let other = conceptIndexes[name] {
      report(
        concept.name, "concept \(name) is defined twice",
        note: "the other is at \(concepts[other].name.location.description)")
      broken.insert(name)
      return
    }
    if !concept.problems.isEmpty { broken.insert(name) }
    conceptIndexes[name] = concepts.count
    concepts.append(concept)
  }

  private mutating func add(_ topic: TopicStatement) {
    var topic = topic
    if let other = topicIndexes[topic.name.text] {
      topic.problems.append(
        Problem(
          at: topic.name, "topic \(topic.name.text) is defined twice",
          notes: ["the other is at \(topics[other].name.location.description)"]))
    } else {
      topicIndexes[topic.name.text] = topics.count
    }
    problems += topic.problems
    topics.append(topic)
  }

  private mutating func addTest(_ statement: Statement) {
    do throws(Mistake) {
      tests.append(try TopicTest(statement))
    } catch {
      problems.append(error.problem)
    }
  }

  private mutating func report(
    _ source: SourceText, _ message: String, note: String? = nil
  ) {
    problems.append(Problem(at: source, message, notes: note.map { [$0] } ?? []))
  }

  private mutating func warn(_ source: SourceText, _ message: String) {
    problems.append(Problem(.warning, at: source, message))
  }

  /// The set of all topics that have no mistake, in the order written.
  mutating func finish() -> TopicSet {
    resolveConcepts()
    var whole: [TopicStatement] = []
    for topic in topics where isWhole(topic) { whole.append(topic) }
    checkTests()
    checkUse()
    var builder = TopicSetBuilder(concepts.filter { !broken.contains($0.name.text) })
    let names = Set(whole.map(\.name.text))
    return builder.build(whole, tests: tests.filter { names.contains($0.topic.text) })
  }
}

// MARK: - Resolving

extension TopicCompiler {
  private mutating func resolveConcepts() {
    for concept in concepts { checkReferences(concept.rules, of: concept.name.text) }
    let graph = ConceptGraph(
      concepts.map { $0.rules.flatMap(\.references).compactMap { conceptIndexes[$0.name] } })
    for (index, concept) in concepts.enumerated()
    where graph.isNearCircle[index] && !broken.contains(concept.name.text) {
      findCircle(from: concept)
    }
    measure(graph.order)
    let origins = concepts.indices.filter { broken.contains(concepts[$0].name.text) }
    broken.formUnion(graph.withUsers(origins).map { concepts[$0].name.text })
  }

  /// The known name that is closest; only so many times, for each looks at all names.
  private mutating func suggestion(for name: String, among known: [String: Int]) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return Suggestion.closest(to: name, among: Array(known.keys))
  }

  /// Tells the first unknown names one by one; nobody reads thousands.
  private mutating func checkReferences(_ expressions: [Expression], of concept: String?) {
    let most = 20
    let unknown = expressions.flatMap(\.references).filter { conceptIndexes[$0.name] == nil }
    for reference in unknown.prefix(most) {
      let hint = suggestion(for: reference.name, among: conceptIndexes).map { " (did you mean @\($0)?)" }
      report(reference.source, "unknown concept @\(reference.name)\(hint ?? "")")
    }
    if let next = unknown.dropFirst(most).first {
      report(next.source, "\(unknown.count - most) more unknown concepts from here on")
    }
    if let concept, !unknown.isEmpty { broken.insert(concept) }
  }

  /// Reports a circle at the concept of it that stands first.
  private mutating func findCircle(from concept: ConceptStatement) {
    let start = concept.name.text
    var path: [String: String] = [:]
    var pending = [start]
    while let name = pending.popLast() {
      guard let index = conceptIndexes[name] else { continue }
      for reference in concepts[index].rules.flatMap(\.references) {
        if reference.name == start { return reportCircle(start, through: name, path, at: reference.source) }
        if path[reference.name] == nil {
          path[reference.name] = name
          pending.append(reference.name)
        }
      }
    }
  }

  private mutating func reportCircle(
    _ start: String, through last: String, _ path: [String: String], at source: SourceText
  ) {
    var names = [last]
    while let name = names.last, name != start, let before = path[name] { names.append(before) }
    guard !names.contains(where: broken.contains) else { return }
    report(source, "the concept is defined by itself: \(Self.written(circle: names.reversed() + [start]))")
    broken.formUnion(names)
  }

  private static func written(circle: [String]) -> String {
    let shown = 6
    var names = circle.map { "@" + $0 }
    if names.count > 2 * shown {
      names.replaceSubrange(shown..<names.count - shown, with: ["... (\(names.count - 2 * shown) more)"])
    }
    return names.joined(separator: " -> ")
  }

  /// Refuses concepts that are too deep or too large; each stands behind those that it names.
  private mutating func measure(_ order: [Int]) {
    extents = Array(repeating: RuleExtent(), count: concepts.count)
    for index in order {
      guard !concepts[index].rules.flatMap(\.references).contains(where: { broken.contains($0.name) }) else {
        broken.insert(concepts[index].name.text)
        continue
      }
      let extent = RuleExtent(over: concepts[index].rules.map(extent))
      if let complaint = extent.complaint {
        let name = concepts[index].name
        report(name, "concept \(name.text) \(complaint)")
        broken.insert(name.text)
      } else {
        extents[index] = extent
      }
    }
  }

  private func extent(of expression: Expression) -> RuleExtent {
    RuleExtent(expression) { name in conceptIndexes[name].map { extents[$0] } ?? RuleExtent() }
  }

  private mutating func isWhole(_ topic: TopicStatement) -> Bool {
    let expressions = topic.branches.map(\.expression)
    checkReferences(expressions, of: nil)
    var isSmall = true
    for branch in topic.branches {
      guard let complaint = extent(of: branch.expression).complaint else { continue }
      report(branch.source, "the branch \(complaint)")
      isSmall = false
    }
    return topic.problems.isEmpty && isSmall
      && expressions.flatMap(\.references).allSatisfy {
        conceptIndexes[$0.name] != nil && !broken.contains($0.name)
      }
  }

  /// What nothing uses or tests; where there are mistakes, they may be why.
  private mutating func checkUse() {
    if problems.contains(where: { $0.severity == .error }) { return }
    let expressions = topics.flatMap(\.branches).map(\.expression) + concepts.flatMap(\.rules)
    let used = Set(expressions.flatMap(\.references).map(\.name))
    for concept in concepts where !used.contains(concept.name.text) && Names.isValid(concept.name.text) {
      warn(
        concept.name,
        "nothing uses concept \(concept.name.text); write @\(concept.name.text) in a branch or delete it")
    }
    for term in expressions.flatMap(\.terms) where conceptIndexes[term.text] != nil {
      warn(
        term,
        "\(term.text) is looked for as a word (did you mean @\(term.text)?); quotes say that it is meant so")
    }
    let tested = Set(tests.map(\.topic.text))
    for topic in topics where !tested.contains(topic.name.text) {
      warn(
        topic.name,
        "topic \(topic.name.text) has no test; write test \(topic.name.text) + \"a headline that must fire\"")
    }
  }

  private mutating func checkTests() {
    for test in tests where topicIndexes[test.topic.text] == nil {
      let hint = suggestion(for: test.topic.text, among: topicIndexes).map { " (did you mean \($0)?)" }
      report(test.topic, "unknown topic \(test.topic.text)\(hint ?? "")")
    }
  }
}
