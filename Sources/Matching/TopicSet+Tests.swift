package import Statements

extension TopicSet {
  package var testCount: Int { tests.count }

  /// Runs the `test` lines: an error for each that fails, with what was found.
  package func runTests() -> [Problem] { tests.compactMap(problem) }

  private func problem(_ test: TopicTest) -> Problem? {
    let name = test.topic.text
    let match = match(test.item).first { $0.topic == name }
    switch (test.verdict, match?.tier) {
    case (.fires, .alert), (.isPossible, .possible), (.doesNotFire, nil), (.doesNotFire, .possible):
      return nil
    case (.doesNotFire, _):
      let branch = match.map { "branch \($0.branch): \($0.why)" } ?? ""
      return Problem(at: test.source, "test failed: \(name) must not fire, but does", notes: [branch])
    case (.fires, _), (.isPossible, _):
      let wanted = test.verdict == .fires ? "must fire" : "must be possible"
      let got = match.map { "is \($0.tier.rawValue)" } ?? "does not fire"
      let closest = explain(test.item).topics.first { $0.topic == name }
      let notes = closest.map { $0.text.split(separator: "\n").map(String.init) } ?? []
      return Problem(at: test.source, "test failed: \(name) \(wanted), but \(got)", notes: notes)
    }
  }
}
