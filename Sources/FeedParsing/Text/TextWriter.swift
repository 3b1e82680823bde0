import Bytes

/// Writes plain text: single spaces between words, one blank line between paragraphs, nothing at the ends.
struct TextWriter {
  private var bytes: [UInt8] = []
  private var gap = Gap.none

  private enum Gap {
    case none, space, paragraph
  }

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// The next word stands apart from the last.
  mutating func space() {
    if gap == .none { gap = .space }
  }

  /// The next word begins a paragraph.
  mutating func endParagraph() { gap = .paragraph }

  /// Appends bytes that begin with no white space; a space at their end is taken as a gap.
  mutating func append(_ range: Range<Int>, of source: [UInt8]) {
    guard !range.isEmpty else { return }
    closeGap()
    Bytes.append(range, of: source, to: &bytes)
    if bytes.last == UInt8(ascii: " ") {
      bytes.removeLast()
      gap = .space
    }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar == "\u{A0}" || scalar.value <= 0x20 { return space() }
    closeGap()
    CleanText.append(scalar, to: &bytes)
  }

  private mutating func closeGap() {
    if gap == .none { return }
    if !bytes.isEmpty {
      bytes.append(UInt8(ascii: gap == .space ? " " : "\n"))
      if gap == .paragraph { bytes.append(UInt8(ascii: "\n")) }
    }
    gap = .none
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
