/// Sentences, paragraphs and word counts of a folded text.
struct Layout {
  /// Where sentences begin, in order; a last one stands at the end.
  private(set) var sentenceStarts: [Int] = []
  private(set) var paragraphStarts: [Int] = []
  /// For each offset how many half-words began before it.
  private var counts: [Int32] = []
  /// The same, but without the word that goes on over the offset.
  private var completeCounts: [Int32] = []
  private let length: Int

  init(_ text: Span<UInt8>) {
    length = text.count
    counts.reserveCapacity(text.count + 1)
    completeCounts.reserveCapacity(text.count + 1)
    let edges = WordEdges()
    var count: Int32 = 0
    var completeCount: Int32 = 0
    for offset in 0..<text.count {
      counts.append(count)
      let byte = text[offset]
      if byte == Separator.sentenceEnd || byte == Separator.paragraphEnd { sentenceStarts.append(offset + 1) }
      if byte == Separator.paragraphEnd { paragraphStarts.append(offset + 1) }
      if !UTF8Text.isContinuation(byte) {
        let added = Self.halfWords(beginningAt: offset, text, edges)
        if added > 0 || Separator.strength(byte) > 0 { completeCount = count }
        count += added
      }
      completeCounts.append(completeCount)
    }
    counts.append(count)
    completeCounts.append(count)
  }

  /// What counting words adds at an offset: 2 where a word begins, 1 for each Han or kana character.
  private static func halfWords(beginningAt offset: Int, _ text: Span<UInt8>, _ edges: WordEdges) -> Int32 {
    let byte = text[offset]
    guard Separator.strength(byte) == 0 else { return 0 }
    let isInsideASCIIWord =
      byte < 0x80 && offset > 0 && text[offset - 1] < 0x80 && Separator.strength(text[offset - 1]) == 0
    if isInsideASCIIWord || edges.isMark(text, at: offset) { return 0 }
    if edges.script(text, at: offset) == .ideographic { return 1 }
    guard edges.isBoundary(text, at: offset) else { return 0 }
    return continuesNumber(text, offset) ? 0 : 2
  }

  /// Whether three digits at an offset are a group of the number before it: `10 000`.
  private static func continuesNumber(_ text: Span<UInt8>, _ offset: Int) -> Bool {
    let groupLength = 3
    guard offset >= 2, text[offset - 1] == Separator.soft, isDigit(text, offset - 2),
      (0..<groupLength).allSatisfy({ isDigit(text, offset + $0) }), !isDigit(text, offset + groupLength)
    else { return false }
    // The group before has one to three digits.
    var start = offset - 2
    while start > 0, isDigit(text, start - 1) { start -= 1 }
    return offset - 1 - start <= groupLength
  }

  private static func isDigit(_ text: Span<UInt8>, _ offset: Int) -> Bool {
    offset < text.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[offset])
  }

  /// How many half-words stand between two offsets, the first at the end of a hit and the second at the beginning of another.
  func halfWords(from end: Int, to start: Int) -> Int {
    guard end < start, start <= length else { return 0 }
    return max(0, Int(completeCounts[start] - counts[end]))
  }

  func unitRange(_ unit: Expression.Unit, around offset: Int) -> Range<Int> {
    let starts = unit == .sentence ? sentenceStarts : paragraphStarts
    let index = Self.count(starts, upTo: offset)
    let start = index > 0 ? starts[index - 1] : 0
    return start..<max(start, index < starts.count ? starts[index] : length)
  }

  /// Counted from 1; 0 is before the first.
  func sentenceNumber(at offset: Int) -> Int { Self.count(sentenceStarts, upTo: offset) }

  /// The end of the nth sentence from an offset on.
  func end(ofSentences count: Int, from offset: Int) -> Int {
    let index = Self.count(sentenceStarts, upTo: offset) + count - 1
    return index < sentenceStarts.count ? sentenceStarts[index] : length
  }

  /// How many of the rising numbers are not above a limit.
  private static func count(_ numbers: [Int], upTo limit: Int) -> Int {
    Halving.count(of: numbers.count) { numbers[$0] <= limit }
  }
}
