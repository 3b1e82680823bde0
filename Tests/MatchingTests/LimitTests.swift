import Testing

@testable import Matching

@Suite("Limits of topic files")
struct LimitTests {
  private static let concepts = "concept a\n  en: one\nconcept b\n  en: two\n"

  @Test("a pile of NOT is nested too deep")
  func nots() {
    let branch = "@a AND " + String(repeating: "NOT ", count: 51) + "@b"
    #expect(
      Fixture.messages(Self.concepts + "topic t\n  match \(branch)\n") == [
        "6:216: parentheses are nested deeper than 50; name parts of it as concepts with match"
      ])
  }

  @Test("a chain of NEAR has at most 50 parts")
  func nearChain() {
    func branch(_ count: Int) -> String { Array(repeating: "@a", count: count).joined(separator: " NEAR/3 ") }
    #expect(Fixture.messages(Self.concepts + "topic t\n  match \(branch(50))\n") == [])
    #expect(
      Fixture.messages(Self.concepts + "topic t\n  match \(branch(51))\n") == [
        "6:12: more than 50 parts in a chain of NEAR/3; each is looked for near all before it, so name parts of it as concepts with match"
      ])
  }

  @Test("a chain of OR may be long", .timeLimit(.minutes(1)))
  func orChain() {
    let branch = (0..<20_000).map { "w\($0)" }.joined(separator: " OR ")
    #expect(Fixture.topics("", branch).hits("w19999") == ["w19999"])
  }

  @Test("concepts that rest on each other too deep are refused", .timeLimit(.minutes(1)))
  func conceptChain() {
    let chain = (0..<5_000).map { "concept c\($0)\n  match @c\($0 + 1)\n" }.joined()
    #expect(
      Fixture.messages(chain + "concept c5000\n  en: one\ntopic t\n  match @c0\n") == [
        "9601:9: concept c4800 is nested deeper than 200, the concepts that it names included; let fewer concepts rest on each other"
      ])
  }

  @Test("concepts that double at each step are refused")
  func conceptDoubling() {
    let steps = (0..<40).map { "concept c\($0)\n  match @c\($0 + 1) SENT @c\($0 + 1)\n" }.joined()
    let messages = Fixture.messages(steps + "concept c40\n  en: one\ntopic t\n  match @c0\n")
    #expect(messages.count == 1)
    #expect(
      messages.first?.hasSuffix(
        "has more than 1000000 parts, the concepts that it names included; name large concepts less often")
        == true)
  }

  @Test("a long circle is told in short", .timeLimit(.minutes(1)))
  func longCircle() {
    let circle = (0..<5_000).map { "concept c\($0)\n  match @c\(($0 + 1) % 5_000)\n" }.joined()
    #expect(
      Fixture.messages(circle + "topic t\n  match @c0\n") == [
        "10000:9: the concept is defined by itself: @c0 -> @c1 -> @c2 -> @c3 -> @c4 -> @c5 -> ... (4989 more) -> "
          + "@c4995 -> @c4996 -> @c4997 -> @c4998 -> @c4999 -> @c0"
      ])
  }

  @Test("of thousands of unknown concepts the first are told")
  func unknownConcepts() {
    let branch = (0..<3_000).map { "@x\($0)" }.joined(separator: " OR ")
    let messages = Fixture.messages("concept a\n  en: one\ntopic t\n  match \(branch)\n")
    #expect(messages.count == 21)
    #expect(messages.last?.hasSuffix("2980 more unknown concepts from here on") == true)
  }

  @Test("places of terms are right on every line of a long list")
  func places() {
    let topics = "concept a\n  en: один, \"two\n      words\", ab*,\n    cd*\ntopic t\n  match @a\n"
    #expect(
      Fixture.messages(topics)
        == ["ab*", "cd*"].enumerated().map { index, _ in
          "\(index + 3):\(index == 0 ? 15 : 5): a term with a wildcard needs 3 letters; this one would hit nearly every word"
        })
  }
}
