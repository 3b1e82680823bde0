import Statements

/// The spellings that the braces of a term allow, in the order written: `a{b,c,}` is ab, ac, a.
///
/// One buffer serves all of them, since a topic set has tens of thousands.
struct BraceChoices {
  private let text: ArraySlice<UInt8>
  /// What may stand in each place, one place behind the other: the endings of a brace, or the one text between two.
  private var choices: [Range<Int>] = []
  /// For each place its first choice, which of them comes next, and the end of them.
  private var places: [(first: Int, turn: Int, end: Int)] = []
  private var spelling: [UInt8] = []
  private var isAtEnd = false
  /// How many there are.
  private(set) var count = 1

  static func hasBraces(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains { $0 == opening || $0 == closing }
  }

  init(_ text: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake) {
    self.text = text
    var rest = text
    while let brace = rest.firstIndex(where: { $0 == Self.opening || $0 == Self.closing }) {
      guard rest[brace] == Self.opening, let close = rest[brace...].firstIndex(of: Self.closing) else {
        throw Mistake(source, "a brace without its partner; write endings as stem{a,b,}")
      }
      addPlace([rest.startIndex..<brace])
      addPlace(try Self.endings(rest[(brace + 1)..<close], source))
      count *= places[places.count - 1].end - places[places.count - 1].first
      guard count <= TermReader.maximumSpellings else {
        throw Mistake(
          source, "the braces give more than \(TermReader.maximumSpellings) spellings; split the term")
      }
      rest = rest[(close + 1)...]
    }
    addPlace([rest.indices])
  }

  private mutating func addPlace(_ ranges: [Range<Int>]) {
    let first = choices.count
    choices += ranges
    places.append((first, first, choices.count))
  }

  /// The next spelling, or nil behind the last one.
  mutating func next() -> ArraySlice<UInt8>? {
    guard !isAtEnd else { return nil }
    spelling.removeAll(keepingCapacity: true)
    for place in places { spelling += text[choices[place.turn]] }
    var index = places.count - 1
    while index >= 0, places[index].turn + 1 == places[index].end {
      places[index].turn = places[index].first
      index -= 1
    }
    if index >= 0 { places[index].turn += 1 } else { isAtEnd = true }
    return spelling[...]
  }

  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  private static func endings(_ inside: ArraySlice<UInt8>, _ source: SourceText) throws(Mistake)
    -> [Range<Int>]
  {
    if inside.contains(opening) { throw Mistake(source, "braces inside braces; write the inner choices out") }
    var endings: [Range<Int>] = []
    var rest = inside
    while let comma = rest.firstIndex(of: UInt8(ascii: ",")) {
      endings.append(WhiteSpace.trimmed(rest[..<comma]).indices)
      rest = rest[(comma + 1)...]
    }
    endings.append(WhiteSpace.trimmed(rest).indices)
    if endings.allSatisfy(\.isEmpty) {
      throw Mistake(source, "empty braces; write the endings between them, as in stem{a,b,}")
    }
    return endings
  }
}
