/// Text in the form that is compared: folded words, and one separator byte between each two.
///
/// All fields of an item stand one behind the other, each with a paragraph separator before it.
struct FoldedText {
  var bytes: [UInt8] = []
  /// Where folded bytes and their source do not run side by side: usually at every thirtieth byte or so.
  var places: [Place] = []
  /// Where each field begins, behind its separator, and ends.
  var fields: [FieldRange] = []

  /// From this folded byte on, each byte has the next one of the source, up to the next place.
  struct Place: Equatable {
    var folded: UInt32
    var source: UInt32

    @inline(__always)
    init(folded: Int, source: Int) {
      self.folded = UInt32(truncatingIfNeeded: folded)
      self.source = UInt32(truncatingIfNeeded: source)
    }

    @inline(__always)
    var shift: Int { Int(source) - Int(folded) }
  }

  struct FieldRange: Equatable {
    var field: Field
    var range: Range<Int>
    /// Where the text proper begins: behind a dateline.
    var leadStart: Int
  }

  /// Makes room for a text of so many bytes.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
    places.reserveCapacity(count / Self.usualDistance)
  }

  /// Of two places in a text of words.
  private static let usualDistance = 30

  /// Notes where the scalar stands whose folded form comes next.
  @inline(__always)
  mutating func place(at source: Int) {
    guard source - bytes.count != places.last?.shift ?? 0 else { return }
    places.append(Place(folded: bytes.count, source: source))
  }

  /// Takes back all from a folded offset on.
  mutating func removeAll(from offset: Int) {
    bytes.removeSubrange(offset...)
    while let last = places.last, Int(last.folded) > offset { places.removeLast() }
  }

  /// The field that a folded offset lies in.
  func field(at offset: Int) -> FieldRange? {
    fields.last { $0.range.lowerBound <= offset }
  }

  /// The source offset of the scalar whose folded form begins at an offset, in its field.
  func source(of offset: Int) -> Int {
    let before = Halving.count(of: places.count) { Int(places[$0].folded) <= offset }
    return offset + (before > 0 ? places[before - 1].shift : 0)
  }

  /// The source offsets of a stretch of folded text, in its field.
  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    guard range.upperBound < bytes.count, !range.isEmpty else { return 0..<0 }
    let start = source(of: range.lowerBound)
    let last = range.upperBound - UTF8Text.scalar(bytes.span, before: range.upperBound).length
    var end = range.upperBound
    // A letter that folds to several ("ß", "ss") is taken whole.
    while end < bytes.count - 1, source(of: end) == source(of: last) {
      end += UTF8Text.scalar(bytes.span, at: end).length
    }
    return start..<max(start, source(of: end))
  }
}
