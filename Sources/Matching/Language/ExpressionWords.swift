import Statements

/// The operators of expressions and the aliases that Lexis and Factiva taught.
enum ExpressionWords {
  /// `TITLE:`, `BODY:`, `LEAD:`, `LEAD/n:` and `hd=` at the beginning of a word.
  static func prefix(of word: String) -> (scope: Expression.Scope, length: Int)? {
    for (prefix, scope) in scopes where word.hasPrefix(prefix) { return (scope, prefix.utf8.count) }
    guard word.hasPrefix("LEAD"), let colon = word.firstIndex(of: ":") else { return nil }
    let head = word[..<colon]
    let length = head.utf8.count + 1
    if head == "LEAD" { return (.lead(sentences: 1), length) }
    guard head.hasPrefix("LEAD/"), let sentences = Int(head.dropFirst(5)), (1...100).contains(sentences)
    else { return nil }
    return (.lead(sentences: sentences), length)
  }

  private static let scopes: [(prefix: String, scope: Expression.Scope)] = [
    ("TITLE:", .title), ("title:", .title), ("hd=", .title), ("BODY:", .body), ("body:", .body),
  ]

  /// What a bare word is; a term if it is nothing else.
  static func kind(of word: String, _ source: SourceText) throws(Mistake) -> ExpressionToken.Kind {
    switch word {
    case "AND", "and": return .binary(.and)
    case "OR", "or": return .binary(.or)
    case "NOT", "not": return .not
    case "SENT", "sent", "/s", "w/s": return .binary(.within(.sentence))
    case "PARA", "para", "/p", "w/p", "same": return .binary(.within(.paragraph))
    default: break
    }
    guard let slash = word.firstIndex(of: "/") else {
      if let example = missingNumber[word] {
        throw Mistake(source, "\(word) needs a number; write \(example)")
      }
      return try withoutSlash(word, source) ?? .term
    }
    return try counted(word[..<slash], word[word.index(after: slash)...], source) ?? .term
  }

  private static let missingNumber = [
    "NEAR": "NEAR/5 for at most 5 words between",
    "ONEAR": "ONEAR/5 for at most 5 words between, in this order",
    "ATLEAST": "ATLEAST/2 for two hits or more",
  ]

  /// `adj5`, `near5` and `atleast3`, as Factiva writes them.
  private static func withoutSlash(_ word: String, _ source: SourceText) throws(Mistake) -> ExpressionToken
    .Kind?
  {
    let name = word.prefix { !("0"..."9").contains($0) }
    let number = word[name.endIndex...]
    guard ["adj", "near", "atleast"].contains(name), !number.isEmpty,
      number.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return try counted(name, number, source)
  }

  /// An operator with a number behind a slash.
  private static func counted(
    _ name: Substring, _ number: Substring, _ source: SourceText
  ) throws(Mistake) -> ExpressionToken.Kind? {
    switch name {
    case "NEAR", "near", "w", "W":
      return .binary(.near(.init(words: try distance(number, source), isOrdered: false)))
    case "ONEAR", "onear", "pre", "PRE", "adj", "ADJ":
      return .binary(.near(.init(words: try distance(number, source), isOrdered: true)))
    case "ATLEAST", "atleast":
      guard let count = Int(number), (2...Expression.Nearness.largest).contains(count) else {
        throw Mistake(source, "ATLEAST/n wants a number from 2 to \(Expression.Nearness.largest)")
      }
      return .atLeast(count)
    default: return nil
    }
  }

  private static func distance(_ number: Substring, _ source: SourceText) throws(Mistake) -> Int {
    guard let words = Int(number), (0...Expression.Nearness.largest).contains(words) else {
      throw Mistake(
        source,
        "the number behind the slash is how many words may stand between, from 0 to \(Expression.Nearness.largest)"
      )
    }
    return words
  }
}
