import Foundation
import Statements
import Testing

@testable import Matching

@Suite("Damaged topic files")
struct DamageTests {
  @Test(
    "every cut and many changed bytes give messages with places, or a set; never a trap", arguments: 0..<8)
  func mutations(seed: UInt64) throws {
    let file = try #require(try Shipped.files().first { $0.path == "troops.topic" })
    let source = Array(file.bytes.prefix(4_000)) + Array(Self.short.utf8)
    var random = RandomBytes(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for _ in 0..<60 {
      var bytes = source
      for _ in 0...random.next(6) { random.change(&bytes) }
      check(bytes)
    }
  }

  @Test("a file cut off anywhere gives messages or a set")
  func prefixes() {
    let bytes = Array(Self.short.utf8)
    for end in 0...bytes.count { check(Array(bytes[..<end])) }
  }

  private func check(_ bytes: [UInt8]) {
    let file = TopicFile(path: "a.topic", bytes: bytes)
    let (topics, problems) = TopicSet.compile([file])
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).count
    #expect(
      problems.allSatisfy { $0.location.line <= lines && $0.location.column > 0 && !$0.message.isEmpty })
    let report = ProblemReport(problems, in: ["a.topic": bytes]).text
    #expect(problems.isEmpty == report.isEmpty)
    _ = topics.match(Fixture.item("North Korea sends soldiers; 북한 treaty", "Kim Jong Un"))
    if let formatted = TopicFormatter.format(file).text {
      #expect(Meaning(TopicSet.compile([TopicFile(path: "a.topic", bytes: formatted)]).0) == Meaning(topics))
    }
  }

  private static let short = """

    concept north-korea
      en: "North Korea*", =DPRK, Pyong{yang,jang,}  # the state
      weak ko: 북한~, *조선
      except: "North Korean shell"
      match "Kim Jong Un" NEAR/3 =KCNA
    topic pact
      match (@north-korea SENT treaty) NOT SENT (hd=a OR LEAD/2:(b pre/2 c))
      possible ATLEAST/2 @north-korea AND NOT x
    test pact + "North Korea \\"treaty\\"" / "text\\n"
      lang: en

    """

  @Test("all mistakes of a file are told in one go, each with its place and what to write")
  func messages() {
    let text = Self.damaged
    let (_, problems) = Fixture.compile(text)
    #expect(ProblemReport(problems, in: ["a.topic": Array(text.utf8)]).text == Self.report)
  }
}

/// A small generator, so that what it finds can be found again (xorshift64).
private struct RandomBytes {
  var state: UInt64

  mutating func next(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, count)))
  }

  mutating func change(_ bytes: inout [UInt8]) {
    let place = next(bytes.count)
    let pieces = [
      "(", ")", "\"", "{", "}", "*", "~", "=", "@", "#", ":", "\n", "\n  ", " AND ", "NOT ", "NEAR/", "\\",
      "{}", "é", "한",
    ]
    switch next(4) {
    case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(40)))
    case 1: bytes.insert(contentsOf: Array(pieces[next(pieces.count)].utf8), at: place)
    case 2: if !bytes.isEmpty { bytes[place] = UInt8(next(256)) }
    default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + next(80))], at: place)
    }
  }
}
