import Bytes

/// A piece of a date: digits, letters, or a mark between them.
enum DateToken: Equatable {
  case number(Int, digits: Int)
  /// In lower case.
  case word(String)
  case mark(Unicode.Scalar)
  /// What stands in brackets, in lower case: a zone perhaps, a weekday, or anything.
  case comment(String)

  /// No number of a date has more digits than Unix milliseconds.
  private static let longestNumber = 14

  /// The tokens of a text; nil where a number is absurd.
  static func tokens(of text: String) -> [DateToken]? {
    var tokens: [DateToken] = []
    var text = text.lowercased()
    if text.contains(".m") { text = text.replacing("a.m", with: "am").replacing("p.m", with: "pm") }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first {
      if first == "(" {
        let comment = scalars.dropFirst().prefix { $0 != ")" }
        tokens.append(.comment(String(comment)))
        scalars = scalars[comment.endIndex...].dropFirst()
      } else if isDigit(first) {
        let digits = scalars.prefix(while: isDigit)
        guard digits.count <= longestNumber, let number = Int(String(digits)) else { return nil }
        tokens.append(.number(number, digits: digits.count))
        scalars = scalars[digits.endIndex...]
      } else if isLetter(first) {
        let letters = word(scalars)
        tokens.append(.word(String(letters)))
        scalars = scalars[letters.endIndex...]
      } else {
        if !first.properties.isWhitespace { tokens.append(.mark(first)) }
        scalars = scalars.dropFirst()
      }
    }
    return withClockMarks(withoutBasicForm(tokens))
  }

  /// The letters at the beginning; nothing parts the day from the half of it in `19日上午`.
  private static func word(_ scalars: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    let letters = scalars.prefix(while: isLetter)
    return letters.firstIndex(of: "日").map { letters[...$0] } ?? letters
  }

  /// `20240619T100000` (ISO 8601, basic format) as `20240619 10:00:00`.
  private static func withoutBasicForm(_ tokens: [DateToken]) -> [DateToken] {
    guard tokens.count > 2, case .number(_, digits: 8) = tokens[0], tokens[1] == .word("t"),
      case .number(let time, let digits) = tokens[2], digits == 4 || digits == 6
    else { return tokens }
    let seconds = digits == 6 ? time : time * 100
    let clock = [seconds / 10_000, seconds / 100 % 100, seconds % 100].map { DateToken.number($0, digits: 2) }
    return [tokens[0], clock[0], .mark(":"), clock[1], .mark(":"), clock[2]] + tokens[3...]
  }

  /// `15時05分`, `15시 5분 7초`, `10h05`, `오후 3시` and `12.30 Uhr` as `15:05`, `15:5:7`, `10:05`, `3:00`, `12:30`.
  private static func withClockMarks(_ tokens: [DateToken]) -> [DateToken] {
    tokens.indices.flatMap { index -> [DateToken] in
      func token(_ index: Int) -> DateToken? { tokens.indices.contains(index) ? tokens[index] : nil }
      if tokens[index] == .mark("."), token(index + 2) == .word("uhr") { return [.mark(":")] }
      guard let word = tokens[index].word, token(index - 1)?.number != nil else { return [tokens[index]] }
      let isBeforeNumber = token(index + 1)?.number != nil
      if hourUnits.contains(word), token(index - 2) != .mark(":") {
        return isBeforeNumber ? [.mark(":")] : [.mark(":"), .number(0, digits: 2)]
      }
      if minuteUnits.contains(word) { return isBeforeNumber ? [.mark(":")] : [] }
      return secondUnits.contains(word) ? [] : [tokens[index]]
    }
  }

  private static let hourUnits: Set<String> = ["時", "时", "点", "點", "시", "h"]
  private static let minuteUnits: Set<String> = ["分", "분"]
  private static let secondUnits: Set<String> = ["秒", "초"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    // Asking Unicode takes long, and nearly all dates are ASCII; the text is in lower case.
    scalar.isASCII ? "a"..."z" ~= scalar || scalar == "_" : scalar.properties.isAlphabetic
  }

  var word: String? { if case .word(let word) = self { word } else { nil } }
  var number: Int? { if case .number(let number, _) = self { number } else { nil } }
}
