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

  @Test(
    "what may be a secret in a line is masked",
    arguments: [
      ("  slak: https://hooks.example/T0/SECRET", "  slak: https://hooks.example/*********"),
      ("feed a https://user:SECRET@h/x", "feed a https://***********@h/x"),
      ("feed a https://h/x?y", "feed a https://h/x?y"),
    ])
  func masking(line: String, shown: String) {
    let problem = Problem(at: Location(file: "a", line: 1, column: 3), "m")
    let report = ProblemReport(files: ["a": Array(line.utf8)]).text(of: problem)
    #expect(report.contains("    \(shown)\n"))
    #expect(!report.contains("SECRET"))
  }

  @Test("a statement written out reads as the same again")
  func roundTrip() {
    let text = "topic t\n  match @a SENT\n      (@b)\n  en: x, \"y # z\"\nstate: /x\n"
    let first = StatementReader.read(path: "a", bytes: Array(text.utf8)).statements
    let again = StatementReader.read(path: "a", bytes: Array(first.map(\.text).joined(separator: "\n").utf8))
      .statements
    #expect(first.map(\.text) == again.map(\.text))
    #expect(first[0].entries.map(\.value.text) == again[0].entries.map(\.value.text))
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
