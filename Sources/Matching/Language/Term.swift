import Statements

/// One thing to look for, as an analyst wrote it (docs/topics.md, "Terms").
struct Term: Sendable, Equatable {
  var source: SourceText
  /// A BCP 47 primary tag, or `any`.
  var language: String
  var isWeak = false
  var isDecoy = false
  /// All ways to write it, endings expanded; at least one once it is read.
  private(set) var spellings: [Spelling] = []
  /// The folded letters of all spellings, one behind the other.
  private(set) var letters: [UInt8] = []
  /// For each spelling the letters as written; empty where capitals and diacritics do not count.
  private var exact: [String] = []

  static let anyLanguage = "any"

  init(source: SourceText, language: String) {
    self.source = source
    self.language = language
  }

  /// The term as it stands in the file, on one line.
  var written: String { source.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// Makes room for so many spellings. One is about half as long as the term with all its braces.
  mutating func reserveCapacity(_ count: Int) {
    spellings.reserveCapacity(count)
    letters.reserveCapacity(count * source.text.utf8.count / 2)
  }

  /// Adds a spelling in folded form, with `*` where the rest of a word may stand; all are exact or none.
  mutating func add(_ folded: [UInt8], left: Spelling.Edge, right: Spelling.Edge, exact: String?) {
    let start = letters.count
    letters += folded
    let checksum = folded.reduce(0) { $0 &* 31 &+ UInt32($1) }
    spellings.append(
      Spelling(range: start..<letters.count, left: left, right: right, checksum: checksum))
    if let exact { self.exact.append(exact) }
  }

  /// Where what must be found stands in `letters`: everything up to the first `*`.
  func literal(_ spelling: Spelling) -> Range<Int> {
    var end = spelling.range.lowerBound
    while end < spelling.range.upperBound, letters[end] != Spelling.restOfWord { end += 1 }
    return spelling.range.lowerBound..<end
  }

  /// What must follow, each part behind the rest of a word.
  func furtherParts(_ spelling: Spelling) -> [[UInt8]] {
    letters[spelling.range].split(separator: Spelling.restOfWord).dropFirst().map { Array($0) }
  }

  /// The letters as written, where capitals and diacritics count.
  func exactLetters(_ index: Int) -> String? { exact.isEmpty ? nil : exact[index] }

  /// All that makes a spelling what it is.
  struct Form: Equatable {
    fileprivate var letters: ArraySlice<UInt8>
    fileprivate var left: Spelling.Edge
    fileprivate var right: Spelling.Edge
    fileprivate var exact: String?
  }

  var forms: [Form] {
    spellings.indices.map { index in
      let spelling = spellings[index]
      return Form(
        letters: letters[spelling.range], left: spelling.left, right: spelling.right,
        exact: exactLetters(index))
    }
  }
}

/// One spelling of a term; plain numbers, because a topic set has tens of thousands.
struct Spelling: Sendable, Equatable {
  private let start: Int32
  private let end: Int32
  let left: Edge
  let right: Edge
  /// Of its folded letters, so that two spellings are told apart at once.
  let checksum: UInt32

  /// Stands in folded letters where `*` ends a word inside a phrase.
  static let restOfWord = UInt8(ascii: "*")

  init(range: Range<Int>, left: Edge, right: Edge, checksum: UInt32) {
    start = Int32(truncatingIfNeeded: range.lowerBound)
    end = Int32(truncatingIfNeeded: range.upperBound)
    self.left = left
    self.right = right
    self.checksum = checksum
  }

  /// Where it stands in the letters of its term.
  var range: Range<Int> { Int(start)..<Int(end) }

  /// What an end of a term demands of the text beside it.
  enum Edge: UInt8, Sendable {
    /// Anything may stand there.
    case free
    /// A word must begin or end there.
    case boundary
    /// A wildcard in an alphabet: the hit is taken to reach to the word's end.
    case wildcard
    /// A word must end there, or a Korean particle follow that ends it.
    case particle
  }
}
