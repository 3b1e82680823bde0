import Statements

/// The spellings that the braces of a term allow, in the order written: `a{b,c,}` is ab, ac, a.
///
/// One buffer serves all of them, since a topic set has tens of thousands.
struct BraceChoices {
  /// Text to be taken in turn: the endings of a brace, or the one text between two.
  private var parts: [[ArraySlice<UInt8>]] = []
  /// Which choice of each part comes next.
  private var turns: [Int] = []
  private var spelling: [UInt8] = []
  private var isAtEnd = false
  /// How many there are.
  private(set) var count = 1

  static func hasBraces(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains { $0 == opening || $0 == closing }
  }

  init(_ text: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake) {
    var rest = text
    while let brace = rest.firstIndex(where: { $0 == Self.opening || $0 == Self.closing }) {
      guard rest[brace] == Self.opening, let close = rest[brace...].firstIndex(of: Self.closing) else {
        throw Mistake(source, "a brace without its partner; write endings as stem{a,b,}")
      }
      let endings = try Self.endings(rest[(brace + 1)..<close], source)
      count *= endings.count
      guard count <= TermReader.maximumSpellings else {
        throw Mistake(
          source, "the braces give more than \(TermReader.maximumSpellings) spellings; split the term")
      }
      parts.append([rest[..<brace]])
      parts.append(endings)
      rest = rest[(close + 1)...]
    }
    parts.append([rest])
    turns = Array(repeating: 0, count: parts.count)
  }

  /// The next spelling, or nil behind the last one.
  mutating func next() -> ArraySlice<UInt8>? {
    guard !isAtEnd else { return nil }
    spelling.removeAll(keepingCapacity: true)
    for (part, turn) in zip(parts, turns) { spelling += part[turn] }
    var index = turns.count - 1
    while index >= 0, turns[index] + 1 == parts[index].count {
      turns[index] = 0
      index -= 1
    }
    if index >= 0 { turns[index] += 1 } else { isAtEnd = true }
    return spelling[...]
  }

  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  private static func endings(_ inside: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake)
    -> [ArraySlice<UInt8>]
  {
    if inside.contains(opening) { throw Mistake(source, "braces inside braces; write the inner choices out") }
    let endings = inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map(WhiteSpace.trimmed)
    if endings.allSatisfy(\.isEmpty) {
      throw Mistake(source, "empty braces; write the endings between them, as in stem{a,b,}")
    }
    return endings
  }
}
