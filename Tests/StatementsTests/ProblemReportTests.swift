import Foundation
import Testing

@testable import Statements

@Suite("Showing problems")
struct ProblemReportTests {
  @Test("the mark stands under the place, wide characters counting two columns")
  func markUnderWideText() {
    let line = "  ko: 북한, norht"
    let problem = Problem(
      at: Location(file: "a.topic", line: 2, column: 11), length: 5, "unknown word norht",
      notes: ["write north"])
    #expect(
      ProblemReport(files: ["a.topic": Array("x\n\(line)\n".utf8)]).text(of: problem) == """
        a.topic:2:11: error: unknown word norht
              ko: 북한, norht
                        ^~~~~
          note: write north

        """)
  }

  @Test("a long line is shown around the place")
  func longLine() {
    let line = String(repeating: "word ", count: 60) + "HERE" + String(repeating: " tail", count: 60)
    let problem = Problem(at: Location(file: "a", line: 1, column: 301), length: 4, "m")
    let shown = ProblemReport(files: ["a": Array(line.utf8)]).text(of: problem).split(separator: "\n")
    #expect(shown[1].unicodeScalars.count <= 106)
    let mark = shown[2].firstIndex(of: "^").map { shown[2].distance(from: shown[2].startIndex, to: $0) }
    let place = shown[1].range(of: "HERE").map {
      shown[1].distance(from: shown[1].startIndex, to: $0.lowerBound)
    }
    #expect(mark == place && mark != nil)
  }

  @Test("problems come in the order of their places, each once")
  func order() {
    let late = Problem(at: Location(file: "a", line: 9, column: 1), "late")
    let early = Problem(.warning, at: Location(file: "a", line: 1, column: 1), "early")
    #expect(
      ProblemReport(files: [:]).text([late, early, late]) == "a:1:1: warning: early\na:9:1: error: late\n")
  }

  @Test(
    "a misspelt word is answered with the closest known one",
    arguments: [
      ("norht", "north"), ("sate", "state"), ("recevier", "receiver"), ("xyzzy", nil), ("feed", nil),
    ])
  func suggestions(word: String, meant: String?) {
    #expect(Suggestion.closest(to: word, among: ["north", "state", "receiver", "feed"]) == meant)
  }
}
