/// "Did you mean": the known word that a misspelt one is closest to.
package enum Suggestion {
  /// The closest word, if it is close enough to be what was meant: a third of the letters may differ.
  package static func closest(to word: String, among words: [String]) -> String? {
    let limit = max(1, word.unicodeScalars.count / 3)
    let ranked = words.map { (word: $0, distance: distance(word, $0)) }
    let best = ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    return best.flatMap { $0.distance <= limit && $0.distance > 0 ? $0.word : nil }
  }

  /// ` (did you mean X?)` to put behind a message, or nothing.
  package static func hint(for word: String, among words: [String]) -> String {
    closest(to: word, among: words).map { " (did you mean \($0)?)" } ?? ""
  }

  /// How many insertions, deletions, replacements and swaps of neighbours apart two words are.
  static func distance(_ first: String, _ second: String) -> Int {
    // Nobody misspells a word of more letters than this; it bounds the quadratic work.
    let longest = 64
    let a = Array(first.unicodeScalars.prefix(longest))
    let b = Array(second.unicodeScalars.prefix(longest))
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
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
