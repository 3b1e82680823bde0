import Statements

/// Cuts an expression into words: parentheses, `@names`, terms, operators and their aliases.
struct ExpressionLexer {
  private var cutter: SourceCutter
  private let bytes: [UInt8]
  private var index = 0

  static func tokens(_ source: SourceText) throws(Mistake) -> [ExpressionToken] {
    var lexer = ExpressionLexer(source: source)
    var tokens: [ExpressionToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(source: SourceText) {
    cutter = SourceCutter(source)
    bytes = cutter.bytes
  }

  private mutating func next() throws(Mistake) -> ExpressionToken {
    while index < bytes.count, WhiteSpace.isBlank(bytes[index]) { index += 1 }
    let start = index
    guard index < bytes.count else { return token(.end, start) }
    switch bytes[index] {
    case UInt8(ascii: "("):
      index += 1
      return token(.open, start)
    case UInt8(ascii: ")"):
      index += 1
      return token(.close, start)
    default:
      return try word(from: start)
    }
  }

  private mutating func word(from start: Int) throws(Mistake) -> ExpressionToken {
    skipWord()
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if let prefix = ExpressionWords.prefix(of: text) {
      index = start + prefix.length
      return token(.scope(prefix.scope), start)
    }
    if text.hasPrefix("@") { return token(.concept(String(text.dropFirst())), start) }
    guard !text.hasPrefix("\""), !text.hasPrefix("=") else { return token(.term, start) }
    var token = token(.term, start)
    token.kind = try ExpressionWords.kind(of: text, token.source)
    return token
  }

  /// Goes on to the blank or parenthesis that ends a word; quotes and braces are taken whole.
  private mutating func skipWord() {
    var isQuoted = false
    var isBraced = false
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted, byte == UInt8(ascii: "\\") { index = min(index + 1, bytes.count - 1) }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "{") { isBraced = true }
      if byte == UInt8(ascii: "}") { isBraced = false }
      let isParenthesis = byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
      if !isQuoted, !isBraced, isParenthesis || WhiteSpace.isBlank(byte) { return }
      index += 1
    }
  }

  private mutating func token(_ kind: ExpressionToken.Kind, _ start: Int) -> ExpressionToken {
    ExpressionToken(kind: kind, source: cutter.cut(start..<index), range: start..<index)
  }
}
