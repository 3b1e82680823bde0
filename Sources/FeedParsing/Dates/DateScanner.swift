/// Cuts the text of a date into tokens in one pass, and writes the clocks of all languages as `15:05:07`.
struct DateScanner {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var tokens: [DateToken] = []

  /// No number of a date has more digits than one that holds the day and the time.
  private static let longestNumber = 14
  /// More than any date has: with all its marks and names one takes about twenty.
  private static let mostTokens = 40

  /// The tokens of a text; nil where it is absurd.
  static func tokens(of text: String) -> [DateToken]? {
    var scanner = DateScanner(Array(text.unicodeScalars))
    return scanner.read() ? scanner.tokens : nil
  }

  private init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    tokens.reserveCapacity(Self.mostTokens)
  }

  private mutating func read() -> Bool {
    while at < scalars.count, tokens.count < Self.mostTokens {
      let scalar = scalars[at]
      if Self.isDigit(scalar) {
        guard number() else { return false }
      } else if Self.isLetter(scalar) {
        word()
      } else if scalar == "(" {
        comment()
      } else {
        if !Self.isSpace(scalar) { tokens.append(.mark(scalar)) }
        at += 1
      }
    }
    return at == scalars.count
  }

  private mutating func number() -> Bool {
    let start = at
    var number = 0
    while at < scalars.count, Self.isDigit(scalars[at]) {
      guard at - start < Self.longestNumber else { return false }
      number = number * 10 + Int(scalars[at].value - 0x30)
      at += 1
    }
    append(number, digits: at - start)
    return true
  }

  /// Nothing parts the day from the half of it in `19日上午`.
  private mutating func word() {
    var word = XMLName()
    repeat {
      word.append(lowercased: scalars[at])
      at += 1
    } while at < scalars.count && Self.isLetter(scalars[at]) && scalars[at - 1] != "日"
    append(word)
  }

  private mutating func comment() {
    var comment = XMLName()
    at += 1
    while at < scalars.count, scalars[at] != ")" {
      comment.append(lowercased: scalars[at])
      at += 1
    }
    at = min(at + 1, scalars.count)
    tokens.append(.comment(comment))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  // Asking Unicode takes long, and nearly all dates are ASCII.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isAlphabetic }
    return "a"..."z" ~= scalar || "A"..."Z" ~= scalar || scalar == "_"
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar <= " " : scalar.properties.isWhitespace
  }
}

// MARK: - Clocks

extension DateScanner {
  /// Appends a number; `20240619T100000` (ISO 8601, basic format) as `20240619 10:00:00`.
  private mutating func append(_ number: Int, digits: Int) {
    guard digits == 4 || digits == 6, tokens.count == 2, case .number(_, digits: 8) = tokens[0],
      tokens[1] == .word(Self.timeMark)
    else { return tokens.append(.number(number, digits: digits)) }
    let seconds = digits == 6 ? number : number * 100
    tokens.removeLast()
    for (place, part) in [seconds / 10_000, seconds / 100 % 100, seconds % 100].enumerated() {
      if place > 0 { tokens.append(.mark(":")) }
      tokens.append(.number(part, digits: 2))
    }
  }

  /// Appends a word; `15時05分`, `15시 5분 7초`, `10h05` and `오후 3시` as `15:05`, `15:5:7`, `10:05`, `3:00`, and
  /// `12.30 Uhr` as `12:30`.
  private mutating func append(_ word: XMLName) {
    let last = tokens.count - 1
    switch Self.units[word] {
    case .hour where token(last)?.number != nil && token(last - 1) != .mark(":"):
      tokens.append(.mark(":"))
      if !isNumberNext { tokens.append(.number(0, digits: 2)) }
    case .minute where token(last)?.number != nil:
      if isNumberNext { tokens.append(.mark(":")) }
    case .second where token(last)?.number != nil: break
    case .clock where token(last - 1) == .mark("."):
      tokens[last - 1] = .mark(":")
      tokens.append(.word(word))
    case .half where token(last) == .mark("."): appendHalf(word)
    default: tokens.append(.word(word))
    }
  }

  /// `a.m.` as `am`.
  private mutating func appendHalf(_ word: XMLName) {
    guard var half = token(tokens.count - 2)?.word, half == Self.before || half == Self.after else {
      return tokens.append(.word(word))
    }
    half.append(lowercased: "m")
    tokens.removeLast(2)
    tokens.append(.word(half))
  }

  private func token(_ index: Int) -> DateToken? { tokens.indices.contains(index) ? tokens[index] : nil }

  /// Whether the next thing but white space is a number.
  private var isNumberNext: Bool { scalars[at...].first { !Self.isSpace($0) }.map(Self.isDigit) ?? false }

  private enum Unit {
    case hour, minute, second
    /// Stands behind a time: `12.30 Uhr`.
    case clock
    /// The second letter of `a.m.` and `p.m.`.
    case half
  }

  private static let units = XMLNameTable<Unit>([
    ("時", .hour), ("时", .hour), ("点", .hour), ("點", .hour), ("시", .hour), ("h", .hour),
    ("分", .minute), ("분", .minute), ("秒", .second), ("초", .second), ("uhr", .clock), ("m", .half),
  ])
  private static let timeMark = XMLName("t")
  private static let before = XMLName("a")
  private static let after = XMLName("p")
}
