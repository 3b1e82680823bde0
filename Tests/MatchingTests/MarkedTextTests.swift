import Testing

@testable import Matching

@Suite("A sentence with its hits")
struct MarkedTextTests {
  private let text = MarkedText("Kim **sends** \"men\" & <arms> to **Kursk**")

  @Test("it is shown on a terminal and in a log")
  func renderings() {
    #expect(text.terminal == "Kim \u{1B}[1;33msends\u{1B}[0m \"men\" & <arms> to \u{1B}[1;33mKursk\u{1B}[0m")
    #expect(text.written == "Kim **sends** \"men\" & <arms> to **Kursk**")
  }

  @Test(
    "reading what was written gives the same",
    arguments: ["", "**", "a", "**a**", "a **b** c", "*", "* **a** *", "**a", "북한**군**은", "***a***"])
  func reading(written: String) {
    let text = MarkedText(written)
    #expect(MarkedText(text.written) == MarkedText(MarkedText(text.written).written))
    #expect(
      MarkedText(text.written).runs.map(\.text) == text.runs.map { $0.text.replacing("*", with: "\u{2217}") })
  }

  @Test("asterisks of the text never look like marks")
  func asterisks() throws {
    let topics = Fixture.topics("concept k\n  en: Kim", "@k")
    let match = try #require(topics.match(Fixture.item("**BREAKING** *Kim* **speaks**")).first)
    #expect(
      match.why == "BREAKING\u{2217}\u{2217} \u{2217}**Kim**\u{2217} \u{2217}\u{2217}speaks\u{2217}\u{2217}")
    #expect(MarkedText(match.why).runs.filter(\.isHit).map(\.text) == ["Kim"])
  }
}
