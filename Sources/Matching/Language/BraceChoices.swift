import Statements

/// The spellings that the braces of a term allow, in the order written: `a{b,c,}` is ab, ac, a.
///
/// One serves for many terms, and one buffer for all their spellings: a topic set has tens of thousands.
struct BraceChoices {
  private var text: [UInt8] = []
  /// What may stand in each place, one place behind the other: the endings of a brace, or the one text between two.
  private var choices: [Range<Int>] = []
  private var places: [Place] = []
  /// The first place whose choice the next spelling changes; nil behind the last spelling.
  private var changed: Int?
  /// The latest one, with one blank for each run of blanks.
  private(set) var spelling: [UInt8] = []
  /// How many there are.
  private(set) var count = 0

  private struct Place {
    /// Its choices, and which of them is next.
    let choices: Range<Int>
    var turn: Int
    /// Where it begins in the spelling.
    var start = 0
  }

  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")
  private static let comma = UInt8(ascii: ",")

  /// Turns to the term whose text this is, from an offset on.
  mutating func start(_ text: [UInt8], from first: Int, _ source: SourceText) throws(Mistake) {
    self.text = text
    choices.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    spelling.removeAll(keepingCapacity: true)
    (changed, count) = (0, 1)
    var (start, index) = (first, first)
    while index < text.count {
      if text[index] == Self.opening {
        choices.append(start..<index)
        addPlace(of: 1)
        index = try addEndings(from: index + 1, source)
        start = index
      } else if text[index] == Self.closing {
        throw Self.lacksPartner(source)
      } else {
        index += 1
      }
    }
    choices.append(start..<index)
    addPlace(of: 1)
  }

  /// Adds the place of the endings that begin at an offset; gives the one behind their brace.
  private mutating func addEndings(from first: Int, _ source: SourceText) throws(Mistake) -> Int {
    let before = choices.count
    var start = first
    for index in first..<text.count {
      switch text[index] {
      case Self.comma, Self.closing:
        choices.append(WhiteSpace.trimmed(start..<index, of: text))
        start = index + 1
        guard text[index] == Self.closing else { continue }
        try addPlace(ofEndings: choices.count - before, source)
        return start
      case Self.opening where text[index...].contains(Self.closing):
        throw Mistake(source, "braces inside braces; write the inner choices out")
      default: break
      }
    }
    throw Self.lacksPartner(source)
  }

  private mutating func addPlace(ofEndings count: Int, _ source: SourceText) throws(Mistake) {
    if choices.suffix(count).allSatisfy(\.isEmpty) {
      throw Mistake(source, "empty braces; write the endings between them, as in stem{a,b,}")
    }
    addPlace(of: count)
    guard self.count <= TermReader.maximumSpellings else {
      throw Mistake(
        source, "the braces give more than \(TermReader.maximumSpellings) spellings; split the term")
    }
  }

  /// Makes a place of the last choices.
  private mutating func addPlace(of count: Int) {
    let first = choices.count - count
    places.append(Place(choices: first..<choices.count, turn: first))
    self.count *= count
  }

  private static func lacksPartner(_ source: SourceText) -> Mistake {
    Mistake(source, "a brace without its partner; write endings as stem{a,b,}")
  }

  /// Goes to the next spelling, or says that there is none.
  mutating func next() -> Bool {
    guard var place = changed else { return false }
    spelling.removeLast(spelling.count - places[place].start)
    while place < places.count {
      places[place].start = spelling.count
      append(choices[places[place].turn])
      place += 1
    }
    changed = turn()
    return true
  }

  private mutating func append(_ range: Range<Int>) {
    for index in range {
      if !WhiteSpace.isBlank(text[index]) {
        spelling.append(text[index])
      } else if let last = spelling.last, last != Separator.soft {
        spelling.append(Separator.soft)
      }
    }
  }

  /// Turns the last place that has a further choice, and those behind it back to their first ones.
  private mutating func turn() -> Int? {
    for place in places.indices.reversed() {
      places[place].turn += 1
      if places[place].turn < places[place].choices.upperBound { return place }
      places[place].turn = places[place].choices.lowerBound
    }
    return nil
  }
}
