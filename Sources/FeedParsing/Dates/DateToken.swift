/// A piece of a date: digits, letters, or a mark between them.
enum DateToken: Equatable {
  case number(Int, digits: Int)
  /// In lower case.
  case word(String)
  case mark(Unicode.Scalar)

  /// No number of a date has more digits than Unix milliseconds.
  private static let longestNumber = 14

  /// The tokens of a text without the comments in its brackets; nil where a number is absurd.
  static func tokens(of text: String) -> [DateToken]? {
    var tokens: [DateToken] = []
    var scalars = text.lowercased().unicodeScalars[...]
    while let first = scalars.first {
      if first == "(" {
        scalars = scalars.drop { $0 != ")" }.dropFirst()
      } else if isDigit(first) {
        let digits = scalars.prefix(while: isDigit)
        guard digits.count <= longestNumber, let number = Int(String(digits)) else { return nil }
        tokens.append(.number(number, digits: digits.count))
        scalars = scalars[digits.endIndex...]
      } else if isLetter(first) {
        let letters = scalars.prefix(while: isLetter)
        tokens.append(.word(String(letters)))
        scalars = scalars[letters.endIndex...]
      } else {
        if !first.properties.isWhitespace { tokens.append(.mark(first)) }
        scalars = scalars.dropFirst()
      }
    }
    return withClockMarks(tokens)
  }

  /// `15時05分` and `15시 5분 7초` as `15:05` and `15:5:7`.
  private static func withClockMarks(_ tokens: [DateToken]) -> [DateToken] {
    tokens.indices.compactMap { index in
      guard let word = tokens[index].word, clockUnits.contains(word) else { return tokens[index] }
      let isBeforeNumber = index + 1 < tokens.count && tokens[index + 1].number != nil
      return isBeforeNumber && word != "秒" && word != "초" ? .mark(":") : nil
    }
  }

  private static let clockUnits: Set<String> = ["時", "时", "点", "點", "시", "分", "분", "秒", "초"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_"
  }

  var word: String? { if case .word(let word) = self { word } else { nil } }
  var number: Int? { if case .number(let number, _) = self { number } else { nil } }
}
