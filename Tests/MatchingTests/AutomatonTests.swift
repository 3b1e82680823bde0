import Testing

@testable import Matching

@Suite("The automaton")
struct AutomatonTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var patterns: [String]
    var text: String
    /// Pattern, start, end; by ends, longer hits first.
    var hits: [[Int]]

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "no pattern", patterns: [], text: "abc", hits: []),
    Case(name: "empty text", patterns: ["a"], text: "", hits: []),
    Case(name: "one byte", patterns: ["a"], text: "aba", hits: [[0, 0, 1], [0, 2, 3]]),
    Case(name: "the whole text", patterns: ["abc"], text: "abc", hits: [[0, 0, 3]]),
    Case(name: "overlaps with itself", patterns: ["aa"], text: "aaa", hits: [[0, 0, 2], [0, 1, 3]]),
    Case(
      name: "suffixes", patterns: ["she", "he", "e"], text: "she", hits: [[0, 0, 3], [1, 1, 3], [2, 2, 3]]),
    Case(
      name: "prefixes", patterns: ["a", "ab", "abc"], text: "abc", hits: [[0, 0, 1], [1, 0, 2], [2, 0, 3]]),
    Case(
      name: "Aho and Corasick's own", patterns: ["he", "she", "his", "hers"], text: "ushers",
      hits: [[1, 1, 4], [0, 2, 4], [3, 2, 6]]),
    Case(name: "fails into the middle", patterns: ["abcd", "bce"], text: "abce", hits: [[1, 1, 4]]),
    Case(name: "inside a longer failure", patterns: ["abcx", "bc"], text: "abcd", hits: [[1, 1, 3]]),
    Case(name: "bytes that no pattern has", patterns: ["a"], text: "ÿ a", hits: [[0, 3, 4]]),
    Case(name: "Cyrillic", patterns: ["кндр"], text: "в кндр", hits: [[0, 3, 11]]),
  ]

  @Test("finds all hits", arguments: cases)
  func table(_ example: Case) {
    let patterns = example.patterns.map { Array($0.utf8) }
    let text = Array(example.text.utf8)
    let hits = Automaton(ByteStrings(patterns)).hits(in: text.span)
    let found = hits.map { hit in
      [Int(hit.literal), Int(hit.end) - patterns[Int(hit.literal)].count, Int(hit.end)]
    }
    #expect(found.sorted { ($0[2], $0[1]) < ($1[2], $1[1]) } == example.hits)
  }

  @Test(
    "finds what a naive search finds, on random patterns and texts that come close to them",
    arguments: 0..<200)
  func random(_ seed: Int) {
    var random = SplitMix(UInt64(seed))
    let letters: [UInt8] = Array("ab c\u{430}".utf8)
    func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
    func word(_ length: Int) -> [UInt8] { (0..<length).map { _ in letters[number(below: letters.count)] } }
    // Some are short and meet often, some are long and end in tails, and some share their beginning.
    var patterns: [[UInt8]] = []
    for _ in 0...number(below: 30) {
      let beginning = number(below: 2) == 0 ? [] : patterns.randomElement(using: &random)?.dropLast(2) ?? []
      let pattern = beginning + word(1 + number(below: number(below: 2) == 0 ? 4 : 20))
      if !patterns.contains(pattern) { patterns.append(pattern) }
    }
    var text = word(number(below: 60))
    for _ in 0..<number(below: 30) {
      text += patterns.randomElement(using: &random)?.prefix(1 + number(below: 24)) ?? []
      text += word(number(below: 3))
    }
    var naive: [[Int]] = []
    for end in 0...text.count {
      for (index, pattern) in patterns.enumerated()
      where end >= pattern.count && Array(text[(end - pattern.count)..<end]) == pattern {
        naive.append([index, end])
      }
    }
    let automaton = Automaton(ByteStrings(patterns), mostRows: 1 + number(below: 60))
    let hits = automaton.hits(in: text.span)
    let found = hits.map { [Int($0.literal), Int($0.end)] }
    #expect(found.sorted { ($0[1], $0[0]) < ($1[1], $1[0]) } == naive)
  }

  @Test("a quotation mark counts as a space where asked")
  func equalBytes() {
    let text = Array("a\"b a b".utf8)
    let hits = Automaton(ByteStrings([Array("a b".utf8)]), equal: [UInt8(ascii: "\""): UInt8(ascii: " ")])
      .hits(
        in: text.span)
    #expect(hits.map(\.end).sorted() == [3, 7])
  }
}

/// A small random generator, the same on every run (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
