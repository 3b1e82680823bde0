import Statements

/// What is wrong with a part of a topic file.
struct Mistake: Error {
  var problem: Problem

  init(_ source: SourceText, _ message: String, notes: [String] = []) {
    problem = Problem(at: source, message, notes: notes)
  }
}
