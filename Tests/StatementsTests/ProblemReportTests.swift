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
      ProblemReport([problem], in: ["a.topic": Array("x\n\(line)\n".utf8)]).text == """
        a.topic:2:11: error: unknown word norht
              ko: 북한, norht
                        ^~~~~
          note: write north

        """)
  }

  @Test(
    "of very many problems the first hundred are shown, errors before warnings, and how many there are more")
  func bounded() {
    let count = 60_000
    let line = String(repeating: "x ", count: count)
    let problems = (0..<count).map { index in
      let place = Location(file: "a", line: 1, column: 2 * index + 1)
      return Problem(index % 2 == 0 ? .warning : .error, at: place, "m\(index)")
    }
    func report(_ problems: [Problem]) -> String {
      ProblemReport(problems, in: ["a": Array(line.utf8)]).text
    }
    var text = ""
    let time = ContinuousClock().measure { text = report(problems + problems) }
    #expect(time < .seconds(20))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.contains(": error: ") } == 100)
    #expect(lines.first == "a:1:3: error: m1")
    #expect(lines.last == "and 59900 more")
    #expect(
      report(Array(problems.prefix(100))).split(separator: "\n").count { $0.hasPrefix("a:1:") } == 100)
  }

  @Test("lines that end in a carriage return, behind a byte order mark, are shown like others")
  func carriageReturns() {
    let problem = Problem(at: Location(file: "a", line: 2, column: 1), length: 3, "m")
    let file = [0xEF, 0xBB, 0xBF] + Array("one\r\ntwo\r\n".utf8)
    #expect(
      ProblemReport([problem], in: ["a": file]).text == "a:2:1: error: m\n    two\n    ^~~\n")
  }

  @Test("a long line is shown around the place")
  func longLine() {
    let line = String(repeating: "word ", count: 60) + "HERE" + String(repeating: " tail", count: 60)
    let problem = Problem(at: Location(file: "a", line: 1, column: 301), length: 4, "m")
    let shown = ProblemReport([problem], in: ["a": Array(line.utf8)]).text.split(separator: "\n")
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
      ("feed a https://h/x?y", "feed a https://h/x?*"),
      ("feed a https://h/x?key=SECRET&b=SECRET", "feed a https://h/x?key=******&b=******"),
      ("fed a https://h/path", "fed a https://h/path"),
      ("  secret: whsec_SECRET", "  secret: ************"),
      ("  scret: SECRET", "  scret: ******"),
      ("  signing secret: SECRET", "  signing secret: ******"),
      ("  slack: hooks.slack.com/services/SECRET", "  slack: *******************************"),
      ("  url: hooks.slack.com/services/SECRET", "  url: hooks.slack.com/***************"),
      ("  webhook:https://h/SECRET", "  webhook:https://h/******"),
      ("  webhook: https://h.exa mple/SECRET", "  webhook: https://h.exa ***********"),
      ("  webhook: https://h:SECRET", "  webhook: https://h*******"),
      ("  webhook: https://a:SECRET@h/SECRET", "  webhook: https://*****************"),
      ("  credential whsec_SECRET/x", "  credential **************"),
      ("webhook: https://h/SECRET", "webhook: https://h/******"),
      ("slack: https://h/SECRET", "slack: https://h/******"),
      ("receiver r https://h/SECRET", "receiver r https://h/******"),
      ("  topics: a, whsec_SECRET xoxb-SECRET", "  topics: a, whsec_****** xox********"),
      ("  login: SECRET", "  login: ******"),
      ("  headers: X-Key SECRET", "  headers: ***** ******"),
      ("  topics: a, b", "  topics: a, b"),
    ])
  func masking(line: String, shown: String) {
    let problem = Problem(
      at: Location(file: "a", line: 1, column: 3), "not '\(line.drop { $0 == " " })'", notes: [line])
    let report = ProblemReport([problem], in: ["a": Array(line.utf8)]).text
    #expect(report.contains("\n    \(shown)\n"))
    #expect(!report.contains("SECRET"))
  }

  @Test("a secret is masked in the lines that its value goes on in")
  func continuedSecret() {
    let file = "receiver a\n  secret:\n      SECRET\n"
    let problem = Problem(at: Location(file: "a", line: 3, column: 7), "a secret is named, not written here")
    #expect(
      ProblemReport([problem], in: ["a": Array(file.utf8)]).text == """
        a:3:7: error: a secret is named, not written here
                  ******
                  ^

        """)
  }

  @Test("a message keeps its ordinary words where they are hidden in the line")
  func ordinaryWords() {
    let line = "  secret: credential a/b"
    let problem = Problem(at: Location(file: "a", line: 1, column: 3), "write credential NAME or its file")
    let report = ProblemReport([problem], in: ["a": Array(line.utf8)]).text
    #expect(report.hasPrefix("a:1:3: error: write credential NAME or its file\n"))
  }

  @Test("what steers a terminal or cannot be seen is shown as a mark as wide as it counts")
  func invisible() {
    let line = "  a\u{9B}\u{202E}\u{200B}\tb"
    let problem = Problem(
      at: Location(file: "a\u{1B}", line: 1, column: 7), "m\u{202E}\u{85}", notes: ["\u{E0041}"])
    let mark = "\u{FFFD}"
    #expect(
      ProblemReport([problem], in: ["a\u{1B}": Array(line.utf8)]).text == """
        a\(mark):1:7: error: m\(mark)\(mark)
              a\(mark)\(mark)\(mark) b
                  ^
          note: \(mark)

        """)
  }

  @Test("a problem of the whole file has no line and no excerpt")
  func wholeFile() {
    let problem = Problem(.warning, at: Location(wholeOf: "a"), "no feed", notes: ["add one"])
    let first = Problem(at: Location(file: "a", line: 1, column: 1), "m")
    #expect(
      ProblemReport([first, problem], in: ["a": []]).text
        == "a: warning: no feed\n  note: add one\na:1:1: error: m\n    \n    ^\n")
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
      ProblemReport([late, early, late], in: [:]).text == "a:1:1: warning: early\na:9:1: error: late\n")
  }

  @Test(
    "a misspelt word is answered with the closest known one",
    arguments: [
      ("norht", "north"), ("sate", "state"), ("recevier", "receiver"), ("xyzzy", nil), ("feed", nil),
    ])
  func suggestions(word: String, meant: String?) {
    #expect(Suggestion.closest(to: word, among: ["north", "state", "receiver", "feed"]) == meant)
  }

  @Test("a swap at the end, a long word and equally close ones")
  func closeOnes() {
    #expect(Suggestion.closest(to: "abcdeg", among: ["abcdfe", "abcdge"]) == "abcdge")
    #expect(Suggestion.closest(to: "catt", among: ["cart", "cast", "cat"]) == "cart")
    #expect(Suggestion.closest(to: String(repeating: "x", count: 90), among: ["feed"]) == nil)
  }

  @Test("a key without the blank behind its colon gets told so")
  func missingBlank() {
    #expect(Suggestion.hint(for: "lang:ko", among: ["lang"]) == " (a blank is missing behind the colon)")
    #expect(Suggestion.hint(for: "https://x", among: ["lang"]) == "")
  }
}
