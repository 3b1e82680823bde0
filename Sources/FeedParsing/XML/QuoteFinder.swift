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
  /// Whether a value may hold `<`: HTML allows it, in XML it means that a quote is missing (XML 1.0, section 2.3).
  private let allowsLessThan: Bool

  init(allowsLessThan: Bool) { self.allowsLessThan = allowsLessThan }

  /// The index of the `>` that ends the tag, or nil where there is none.
  @inline(__always)
  mutating func tagEnd(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    // Most tags have no attributes.
    start < end && bytes[start] == UInt8(ascii: ">") ? start : quotedTagEnd(in: bytes, from: start, to: end)
  }

  private mutating func quotedTagEnd(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    guard let first = firstClose(in: bytes, from: start, to: end) else { return nil }
    var at = start
    var close = first
    while !isBroken {
      at = Bytes.first(UInt8(ascii: "="), in: bytes, at..<close) + 1
      while at < close, bytes[at] <= 0x20 { at += 1 }
      guard at < close else { return close }
      guard Self.isQuote(bytes[at]), let quote = closing(bytes[at], in: bytes, from: at + 1, to: end) else {
        continue
      }
      if quote > close, !allowsLessThan, Bytes.first(UInt8(ascii: "<"), in: bytes, close..<quote) < quote {
        continue
      }
      at = quote + 1
      guard quote > close else { continue }
      if let next = firstClose(in: bytes, from: at, to: end) { close = next } else { isBroken = true }
    }
    return first
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
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
