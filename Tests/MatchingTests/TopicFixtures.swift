import Statements

@testable import Matching

/// Compiles topic files written in tests.
enum Fixture {
  static func compile(_ text: String) -> (topics: TopicSet, problems: [Problem]) {
    let (topics, problems) = TopicSet.compile([TopicFile(path: "a.topic", bytes: Array(text.utf8))])
    return (topics, problems)
  }

  /// Errors and warnings as `line:column: message`, notes behind arrows.
  static func messages(_ text: String, warnings: Bool = false) -> [String] {
    compile(text).problems.filter { warnings || $0.severity == .error }.map { problem in
      let place = "\(problem.location.line):\(problem.location.column): "
      return place + problem.message + problem.notes.map { " -> " + $0 }.joined()
    }
  }

  /// A topic `t` with these branches over these concepts.
  static func topics(_ concepts: String, _ branches: String...) -> TopicSet {
    let lines = branches.map { "\n  " + ($0.hasPrefix("possible") ? $0 : "match " + $0) }.joined()
    return compile(concepts + "\ntopic t" + lines + "\n").topics
  }

  static func item(_ title: String, _ body: String = "", language: String? = nil) -> MatchItem {
    MatchItem(language: language, title: title, summary: body, content: "")
  }
}

extension TopicSet {
  /// The texts of the hits that made topic `t` fire, or nil.
  func hits(_ title: String, _ body: String = "", language: String? = nil) -> [String]? {
    match(Fixture.item(title, body, language: language)).first?.evidence.map(\.text)
  }
}
