/// A piece of a date: digits, letters, or a mark between them.
enum DateToken: Equatable {
  case number(Int, digits: Int)
  /// In lower case; of a long word its first sixteen bytes, which are more than any that means something.
  case word(XMLName)
  case mark(Unicode.Scalar)
  /// What stands in brackets, taken as one word: a zone perhaps, a weekday, or anything.
  case comment(XMLName)

  var word: XMLName? { if case .word(let word) = self { word } else { nil } }
  var number: Int? { if case .number(let number, _) = self { number } else { nil } }
}
