import Testing

@testable import Matching

@Suite("The sentence that says why")
struct WhyTests {
  private static let topics = Fixture.topics(
    "concept nk\n  en: \"North Korea*\"\nconcept men\n  en: \"Korean soldiers\", soldats\nconcept place\n  en: Kursk\n",
    "@nk AND @men AND @place")

  @Test(
    "ends with its own marks and without those of the next sentence",
    arguments: [
      ("North Korean soldiers are in Kursk.", "**North Korean soldiers** are in **Kursk**."),
      ("North Korean soldiers in Kursk? « Non ».", "**North Korean soldiers** in **Kursk**?"),
      ("“North Korean soldiers are in Kursk.” He said so.", "**North Korean soldiers** are in **Kursk**.”"),
      ("North Korean soldiers are in Kursk! (More soon.)", "**North Korean soldiers** are in **Kursk**!"),
      ("North Korean soldiers are in Kursk ■ Weather", "**North Korean soldiers** are in **Kursk**"),
    ])
  func ends(_ body: String, _ why: String) {
    #expect(Self.topics.match(Fixture.item("", body, language: "en")).first?.why == why)
  }

  @Test("is cut around its hits where it is long, in letters of any size", .timeLimit(.minutes(1)))
  func longSentence() {
    let filler = String(repeating: "가나 ", count: 5_000)
    let why = Self.topics.match(
      Fixture.item(filler + "North Korean soldiers Kursk " + filler, language: "en")
    ).first?.why
    #expect(why?.hasPrefix("…") == true)
    #expect(why?.contains("가나 **North Korean soldiers** **Kursk** 가나") == true)
    #expect(why?.hasSuffix("…") == true)
  }

  @Test("a mark does not begin in the middle of a name")
  func overlappingHits() {
    let topics = Fixture.topics(
      "concept nk\n  en: \"North Korea*\"\nconcept men\n  en: \"Korean soldiers\"\nconcept place\n  en: Kursk\n",
      "@place SENT (@nk OR @men)")
    let item = Fixture.item("Kursk and the North Korean soldiers", language: "en")
    #expect(topics.match(item).first?.why == "**Kursk** and the **North Korean soldiers**")
  }
}

@Suite("Hostile items")
struct HostileItemTests {
  @Test("a mebibyte of hits in one sentence still fires, with all that made it fire", .timeLimit(.minutes(1)))
  func manyHits() {
    let topics = Fixture.topics(
      "concept a\n  en: tram\nconcept b\n  en: bus\n", "(@a SENT @b) AND (@a NEAR/3 @b) AND ATLEAST/9 @a")
    let title = String(repeating: "tram ", count: 100_000) + "bus"
    #expect(topics.hits(title, language: "en")?.last == "bus")
    #expect(topics.hits(String(repeating: "tram ", count: 100_000), language: "en") == nil)
  }
}
