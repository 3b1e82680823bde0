import Bytes

/// Finds where tags end although attribute values may hold `>`.
///
/// A value is quoted only where the quote follows `=`. A quote that never closes is no quote. Searches
/// that failed are remembered, so a document full of lone quotes still takes linear time.
struct QuoteFinder {
  private var noMoreDouble = Int.max
  private var noMoreSingle = Int.max
  private var noMoreClose = Int.max
  /// Whether quotes once swallowed the rest of the document; they are not believed after that.
  private var isBroken = false

  /// The index of the `>` that ends the tag, or nil where there is none.
  mutating func tagEnd(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    var at = isBroken ? end : start
    var afterEquals = false
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: ">"): return at
      case UInt8(ascii: "="): afterEquals = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if afterEquals { at = closing(bytes[at], in: bytes, from: at + 1, to: end) ?? at }
        afterEquals = false
      case 0...0x20: break
      default: afterEquals = false
      }
      at += 1
    }
    isBroken = true
    return firstClose(in: bytes, from: start, to: end)
  }

  /// The index of the next `>`, quoted or not.
  mutating func firstClose(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    guard start < noMoreClose else { return nil }
    let close = Bytes.first(UInt8(ascii: ">"), in: bytes, start..<end)
    if close < end { return close }
    noMoreClose = start
    return nil
  }

  /// The index of the next such quote.
  mutating func closing(_ quote: UInt8, in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    let isDouble = quote == UInt8(ascii: "\"")
    guard start < (isDouble ? noMoreDouble : noMoreSingle) else { return nil }
    let found = Bytes.first(quote, in: bytes, start..<end)
    if found < end { return found }
    if isDouble { noMoreDouble = min(noMoreDouble, start) } else { noMoreSingle = min(noMoreSingle, start) }
    return nil
  }
}
