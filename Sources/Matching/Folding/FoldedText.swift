/// Text in the form that is compared: folded words, and one separator byte between each two.
///
/// All fields of an item stand one behind the other, each with a paragraph separator before it.
struct FoldedText {
  var bytes: [UInt8] = []
  /// For each byte (and the end) where its scalar stands in the field; empty unless asked for.
  var offsets: [UInt32] = []
  /// Where each field begins, behind its separator, and ends.
  var fields: [FieldRange] = []

  struct FieldRange: Equatable {
    var field: Field
    var range: Range<Int>
    /// Where the text proper begins: behind a dateline.
    var leadStart: Int
  }

  /// The field that a folded offset lies in.
  func field(at offset: Int) -> FieldRange? {
    fields.last { $0.range.lowerBound <= offset }
  }

  /// The source offsets of a stretch of folded text, in its field.
  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    guard range.upperBound < offsets.count else { return 0..<0 }
    let start = offsets[range.lowerBound]
    var end = range.upperBound
    // A letter that folds to several ("ß", "ss") is taken whole.
    while end < offsets.count - 1, offsets[end] == offsets[range.upperBound - 1] { end += 1 }
    return Int(start)..<max(Int(start), Int(offsets[end]))
  }
}
