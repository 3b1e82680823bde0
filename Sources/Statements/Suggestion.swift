/// "Did you mean": the known word that a misspelt one is closest to.
package enum Suggestion {
  /// The closest word, if it is close enough to be what was meant: a third of the letters may differ.
  package static func closest(to word: String, among words: [String]) -> String? {
    let letters = Array(word.unicodeScalars.prefix(longest))
    var limit = max(1, letters.count / 3)
    var best: String?
    for candidate in words {
      guard let distance = distance(letters, Array(candidate.unicodeScalars.prefix(longest)), atMost: limit),
        best.map({ distance < limit || candidate < $0 }) ?? true
      else { continue }
      if distance == 0 { return nil }
      (best, limit) = (candidate, distance)
    }
    return best
  }

  /// ` (did you mean X?)` to put behind a message, or nothing.
  package static func hint(for word: String, among words: [String]) -> String {
    if let colon = word.firstIndex(of: ":"), words.contains(String(word[..<colon])) {
      return " (a blank is missing behind the colon)"
    }
    return closest(to: word, among: words).map { " (did you mean \($0)?)" } ?? ""
  }

  /// `there are a, b and 7 more`: for whom no known word is close enough.
  package static func inventory(of words: [String]) -> String {
    if words.isEmpty { return "there is none" }
    let shown = words.prefix(mostShown).joined(separator: ", ")
    let rest = words.count > mostShown ? " and \(words.count - mostShown) more" : ""
    return "there \(words.count == 1 ? "is" : "are") \(shown)\(rest)"
  }

  /// As many as a person looks through.
  private static let mostShown = 20

  /// Nobody misspells a word of more letters than this; it bounds the quadratic work.
  private static let longest = 64

  /// How many insertions, deletions, replacements and swaps of neighbours apart two words are; nil where it is more than `limit`, which
  /// for most words their lengths or first letters tell.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(last[j + 1], row[j]) + 1
        cost = min(cost, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      // A swap reaches back two rows.
      if row.min() ?? 0 > limit, last.min() ?? 0 > limit { return nil }
      (beforeLast, last) = (last, row)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
