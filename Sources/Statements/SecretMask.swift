import Bytes

/// Hides what may be a secret in a line of a file, and in what is said about it.
///
/// Secrets come into excerpts because they were written wrongly: it does not matter whether the line is well-formed.
struct SecretMask {
  private let line: [Unicode.Scalar]
  /// The path of a webhook is its secret; that of a feed says which one is meant.
  private let hidesPaths: Bool
  /// The line with a `*` for each scalar that is hidden.
  private(set) var masked: [Unicode.Scalar]

  /// - Parameter continued: the line that this one goes on from, where it does.
  init(_ line: [Unicode.Scalar], continuing continued: [Unicode.Scalar]? = nil) {
    self.line = line
    hidesPaths = !Self.isFeed(line)
    masked = Self.maskedWords(line, hidesPaths: hidesPaths)
    let isValue = continued.flatMap(Self.secretStart) != nil
    if let start = isValue ? 0 : Self.secretStart(line) {
      Self.hide(&masked, Self.shownEnd(line, from: start)...)
    }
  }

  /// A message about the line without what is hidden in it.
  func clean(_ message: String) -> String {
    let known = hiddenWords.reduce(Array(message.unicodeScalars)) { text, word in
      Self.places(of: word, in: text).reduce(into: text) { Self.hide(&$0, $1..<$1 + word.count) }
    }
    return String(String.UnicodeScalarView(Self.maskedWords(known, hidesPaths: hidesPaths)))
  }

  /// Not those that are ordinary words: a message may say `file` or `credential` without quoting.
  private var hiddenWords: [[Unicode.Scalar]] {
    let shortest = 4
    return line.indices.split { masked[$0] == line[$0] || Self.isDelimiter(line[$0]) }
      .map { Array(line[$0]) }
      .filter { word in word.count >= shortest && !word.allSatisfy { ("a"..."z").contains($0) } }
  }
}

// MARK: - Words that are secrets wherever they stand

extension SecretMask {
  /// What the keys of Standard Webhooks and of Slack begin with, and the address of Slack's webhooks.
  private static let beginnings = ["whsec_", "xox", "hooks.slack.com/"].map { Array($0.unicodeScalars) }

  private static func maskedWords(_ text: [Unicode.Scalar], hidesPaths: Bool) -> [Unicode.Scalar] {
    var masked = text
    for word in text.indices.split(whereSeparator: { isDelimiter(text[$0]) }) {
      let end = word.endIndex
      for beginning in beginnings {
        guard let place = places(of: beginning, in: Array(text[word])).first else { continue }
        let isInside = place > 0 && text[word.startIndex + place - 1].properties.isAlphabetic
        if !isInside { hide(&masked, word.startIndex + place + beginning.count..<end) }
      }
      guard let mark = places(of: [":", "/", "/"], in: Array(text[word])).first else { continue }
      maskAddress(text, word.startIndex + mark + 3..<end, hidesPaths: hidesPaths, &masked)
    }
    return masked
  }

  /// Hides user and password, the values of the query, and the path where it is to be hidden.
  private static func maskAddress(
    _ text: [Unicode.Scalar], _ address: Range<Int>, hidesPaths: Bool, _ masked: inout [Unicode.Scalar]
  ) {
    let hostEnd = text[address].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? address.upperBound
    if let at = text[address.lowerBound..<hostEnd].lastIndex(of: "@") {
      hide(&masked, address.lowerBound..<at)
    }
    if hidesPaths { hide(&masked, min(hostEnd + 1, address.upperBound)..<address.upperBound) }
    guard let query = text[hostEnd..<address.upperBound].firstIndex(of: "?") else { return }
    for parameter in (query + 1..<address.upperBound).split(whereSeparator: { text[$0] == "&" }) {
      let name = parameter.firstIndex { text[$0] == "=" }
      hide(&masked, (name.map { $0 + 1 } ?? parameter.startIndex)..<parameter.endIndex)
    }
  }
}

// MARK: - Lines whose value is a secret

extension SecretMask {
  private static let keys = ["secret", "slack", "webhook", "credential", "token", "login", "headers"]

  /// Where the value begins in a line whose key names a secret, or nearly so.
  private static func secretStart(_ line: [Unicode.Scalar]) -> Int? {
    let isKeyScalar = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar == "-" || scalar == "_"
    }
    let start = line.firstIndex { !isBlank($0) } ?? line.count
    let wordEnd = line[start...].firstIndex { !isKeyScalar($0) } ?? line.count
    if isSecret(line[start..<wordEnd]) { return wordEnd }
    guard let colon = line.firstIndex(of: ":"),
      line[start..<colon].allSatisfy({ isKeyScalar($0) || isBlank($0) })
    else { return nil }
    return line[start..<colon].split(whereSeparator: isBlank).contains(where: isSecret) ? colon : nil
  }

  private static func isSecret(_ key: ArraySlice<Unicode.Scalar>) -> Bool {
    let word = String(String.UnicodeScalarView(key)).lowercased()
    return keys.contains { word.contains($0) } || Suggestion.closest(to: word, among: keys) != nil
  }

  /// Behind the colon, and behind `scheme://host:port` where the value is an address.
  private static func shownEnd(_ line: [Unicode.Scalar], from start: Int) -> Int {
    let value = line[start...].firstIndex { $0 != ":" && $0 != "=" && !isBlank($0) } ?? line.count
    guard let mark = places(of: [":", "/", "/"], in: line).first(where: { $0 > value }),
      line[value..<mark].allSatisfy(\.properties.isAlphabetic)
    else { return value }
    let isHost = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || ".-[]_".unicodeScalars.contains(scalar)
    }
    let hostEnd = line[(mark + 3)...].firstIndex { !isHost($0) } ?? line.count
    let isUser = line[hostEnd...].prefix { $0 != "/" }.contains("@")
    return isUser
      ? mark + 3 : min(line.count, hostEnd + (hostEnd < line.count && line[hostEnd] == "/" ? 1 : 0))
  }

  /// `feed`, or what may be meant for it, at the margin.
  private static func isFeed(_ line: [Unicode.Scalar]) -> Bool {
    let keyword = String(String.UnicodeScalarView(line.prefix { !isBlank($0) }))
    return keyword == "feed" || Suggestion.closest(to: keyword, among: ["feed"]) != nil
  }
}

// MARK: - Tools

extension SecretMask {
  private static func hide(_ text: inout [Unicode.Scalar], _ range: some RangeExpression<Int>) {
    for index in range.relative(to: text) where !isBlank(text[index]) { text[index] = "*" }
  }

  private static func places(of part: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
    text.indices.filter { text[$0] == part[0] && text[$0...].starts(with: part) }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// What addresses and words end at, in files and in messages.
  private static func isDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    isBlank(scalar) || scalar == "\"" || scalar == "'"
  }
}
