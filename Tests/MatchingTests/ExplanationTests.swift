import Testing

@testable import Matching

@Suite("Explanations")
struct ExplanationTests {
  private static let topics = Fixture.compile(
    """
    concept nk
      en: Korea
      zh: 朝鲜
      except: 朝鲜日报
    concept ru
      en: Russia, Moscow
    concept pact
      en: pact{,s}
      weak en: deal
    concept weapons
      en: shells
    topic treaty
      match (@nk SENT @ru) SENT @pact
      match @pact NEAR/2 @ru
      possible @pact AND @nk AND NOT @weapons
    test treaty + "Korea, Russia: pact"
    test treaty - "Korea"
    test treaty ? "Korea" / "A pact."
    """
  ).topics

  private static func text(_ title: String, _ body: String = "") -> String {
    topics.explain(Fixture.item(title, body, language: "en")).text
  }

  @Test("of what fires names branch, terms, places and distances")
  func fires() {
    #expect(
      Self.text("Moscow and Korea sign pacts") == """
        languages: en
        treaty: fires, branch 1 (a.topic:13)
          match (@nk SENT @ru) SENT @pact
          @ru: "Moscow" is Moscow (a.topic:6), title 0-6, sentence 1
          @nk: "Korea" is Korea (a.topic:2), title 11-16, sentence 1, 1 word behind the one before
          @pact: "pacts" is pact{,s} (a.topic:8), title 22-27, sentence 1, 1 word behind the one before
          > **Moscow** and **Korea** sign **pacts**

        """)
  }

  @Test(
    "of what does not fire show the closest branch and what it lacks",
    arguments: [
      (
        "Moscow and Korea talk", "",
        ["+ @nk: Korea", "+ @ru: Moscow", "- @pact is missing in the same sentence"]
      ),
      (
        "A pact that all want in Moscow", "",
        [
          "+ @pact: pact", "+ @ru: Moscow",
          "- @pact NEAR/2 @ru does not hold: 4 words stand between; at most 2 may stand between",
        ]
      ),
      (
        "A pact", "In Moscow it rains.",
        [
          "+ @pact: pact", "+ @ru: Moscow",
          "- @pact NEAR/2 @ru does not hold: they stand in different sentences; at most 2 may stand between in one sentence",
        ]
      ),
      (
        "Korea wants a pact", "It has shells.",
        ["+ @pact: pact", "+ @nk: Korea", "- @weapons must not occur, but does: shells"]
      ),
      ("Rain", "", ["- nothing of (@nk SENT @ru) SENT @pact occurs"]),
    ])
  func missing(_ title: String, _ body: String, _ findings: [String]) {
    let lines = Self.text(title, body).split(separator: "\n").map(String.init)
    #expect(
      lines.filter { $0.hasPrefix("  + ") || $0.hasPrefix("  - ") }.map { String($0.dropFirst(2)) }
        == findings)
    #expect(lines[1].hasPrefix("treaty: does not fire; closest is branch "))
  }

  @Test(
    "name the alternative that must not be there, its place and its words",
    arguments: [
      ("@pact NOT SENT (@weapons OR @goods)", "@goods must not stand in the same sentence, but does: coal"),
      ("@pact NOT PARA @goods", "@goods must not stand in the same paragraph, but does: coal"),
      ("@pact NOT NEAR/4 @goods", "@goods must not stand within 4 words, but does: coal"),
      ("@pact AND NOT @all", "@all must not occur, but does: coal (@goods)"),
      (
        "TITLE:(@pact AND @weapons)", "@weapons is missing (in the title)"
      ),
      (
        "LEAD/3:(@pact NOT SENT @goods)",
        "@goods must not stand in the same sentence, but does: coal (in the title and the first 3 sentences)"
      ),
    ])
  func intruders(_ branch: String, _ finding: String) {
    let concepts =
      "concept pact\n  en: pact\nconcept weapons\n  en: shells\nconcept goods\n  en: coal\n"
      + "concept all\n  match @weapons\n  match @goods"
    let text = Fixture.topics(concepts, branch).explain(Fixture.item("A pact on coal")).text
    #expect(text.contains("\n  + @pact: pact\n  - \(finding)\n"), "\(text)")
  }

  @Test("name what a decoy took away")
  func decoys() {
    let text = Self.topics.explain(Fixture.item("朝鲜日报", language: "zh")).text
    #expect(text.contains("  @nk: \"朝鲜\" dropped, inside the decoy \"朝鲜日报\" (a.topic:4)\n"))
  }

  @Test("tell that weak hits alone are not enough")
  func weak() {
    let topics = Fixture.topics("concept a\n  weak any: deal", "@a")
    #expect(topics.explain(Fixture.item("a deal")).text.contains("all of these hits are weak"))
  }

  @Test("tests of topics pass or say what was found")
  func tests() {
    #expect(Self.topics.runTests().isEmpty)
    let failing = Fixture.compile(
      "topic t\n  match one\ntest t + \"two\"\ntest t - \"one two\"\ntest t ? \"one\""
    ).topics
    let problems = failing.runTests()
    #expect(
      problems.map(\.message) == [
        "test failed: t must fire, but does not fire", "test failed: t must not fire, but does",
        "test failed: t must be possible, but is alert",
      ])
    #expect(problems.first?.notes.contains("  - one is missing") == true)
    #expect(problems.map(\.location.line) == [3, 4, 5])
  }
}

@Suite("The matching sentence")
struct SnippetTests {
  private static func why(_ title: String, _ body: String) -> String? {
    let topics = Fixture.topics("concept a\n  any: Korea\nconcept b\n  any: pact", "@a AND @b")
    return topics.match(Fixture.item(title, body)).first?.why
  }

  @Test("is the one with most hits, on one line")
  func sentence() {
    #expect(
      Self.why("News", "It rains. The pact\nwith  Korea holds! More.") == "The **pact** with **Korea** holds!"
    )
    #expect(Self.why("Korea and its pact", "x") == "**Korea** and its **pact**")
  }

  @Test("is cut between graphemes to 280 columns, and a hit stays in it")
  func cut() throws {
    let long =
      String(repeating: "条e\u{301} ", count: 400) + "Korea pact " + String(repeating: "条 ", count: 400)
    let why = try #require(Self.why("", long))
    #expect(why.hasPrefix("…") && why.hasSuffix("…"))
    #expect(why.contains("**Korea** **pact**"))
    #expect(why.count < 280)
  }
}
