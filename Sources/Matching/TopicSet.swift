package import Statements

/// Topics ready to be matched.
package struct TopicSet: Sendable {
  /// The topic of alerts about the watch itself, which receivers name like any other; no file may define it.
  package static let operational = "operational"

  let items: [Topic]
  let concepts: [Concept]
  private let lazyVocabulary: LazyVocabulary
  let tests: [TopicTest]
  /// For each branch what it cannot do without.
  let requirements: [Requirement]

  /// - Parameter terms: those of each concept.
  init(items: [Topic], concepts: [Concept], terms: [[Term]], tests: [TopicTest]) {
    self.items = items
    self.concepts = concepts
    lazyVocabulary = LazyVocabulary(terms)
    self.tests = tests
    var known: [Int: [[Int]]] = [:]
    requirements = items.flatMap(\.branches).map { Requirement($0.rule, concepts, &known) }
  }

  /// All their terms, in one automaton.
  var vocabulary: Vocabulary { lazyVocabulary.value }

  /// Compiles topic files. A statement with a mistake is left out with all topics that depend on it; every mistake is reported.
  package static func compile(_ files: [TopicFile]) -> (TopicSet, [Problem]) {
    var problems: [Problem] = []
    var statements: [Statement] = []
    for file in files {
      let read = StatementReader.read(path: file.path, bytes: file.bytes)
      problems += read.problems
      statements += read.statements
    }
    let (topics, mistakes) = compile(statements)
    return (topics, (problems + mistakes).sorted { $0.location < $1.location })
  }

  /// Compiles `concept`, `topic` and `test` statements, from whatever files they came.
  package static func compile(_ statements: [Statement]) -> (TopicSet, [Problem]) {
    var compiler = TopicCompiler()
    for statement in statements { compiler.add(statement) }
    let topics = compiler.finish()
    return (topics, compiler.problems.sorted { $0.location < $1.location })
  }

  /// The names of the topics, in the order written.
  package var topics: [String] { items.map(\.name) }

  /// The topic's name for people, or its name.
  package func title(of topic: String) -> String {
    items.first { $0.name == topic }?.title ?? topic
  }
}

/// A file of topics: what it is called in messages, and what it says.
package struct TopicFile: Sendable, Equatable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// What an analyst watches: branches, one of which must hold.
struct Topic: Sendable {
  var name: String
  var title: String?
  var branches: [Branch]
}

/// A `match` or `possible` line.
struct Branch: Sendable {
  var number: Int
  var tier: Tier
  var source: SourceText
  var rule: Rule

  /// The line as written, without its line breaks.
  var written: String { source.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
