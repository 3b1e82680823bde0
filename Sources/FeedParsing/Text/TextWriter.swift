import Bytes

/// Writes plain text: single spaces between words, one blank line between paragraphs, nothing at the ends.
///
/// It is used again for text after text, so that its memory is asked for once.
struct TextWriter {
  private var bytes: [UInt8] = []
  private var gap = Gap.none

  private enum Gap {
    case none, space, paragraph
  }

  /// Begins a new text.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    gap = .none
  }

  /// The next word stands apart from the last.
  mutating func space() {
    if gap == .none { gap = .space }
  }

  /// The next word begins a paragraph.
  mutating func endParagraph() { gap = .paragraph }

  /// Appends valid UTF-8 that begins with no white space; a space at its end is taken as a gap.
  mutating func append(_ range: Range<Int>, of source: [UInt8]) {
    guard !range.isEmpty else { return }
    closeGap()
    if source[range.upperBound - 1] == UInt8(ascii: " ") {
      Bytes.append(range.lowerBound..<range.upperBound - 1, of: source, to: &bytes)
      gap = .space
    } else {
      Bytes.append(range, of: source, to: &bytes)
    }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar == " " || scalar == "\u{A0}" || (0x09...0x0D).contains(scalar.value) { return space() }
    switch CleanText.fate(of: scalar) {
    case .lineFeed: space()
    case .drop: break
    case .keep:
      closeGap()
      CleanText.append(scalar, to: &bytes)
    }
  }

  private mutating func closeGap() {
    guard gap != .none else { return }
    if !bytes.isEmpty {
      if gap == .paragraph { bytes.append(UInt8(ascii: "\n")) }
      bytes.append(UInt8(ascii: gap == .space ? " " : "\n"))
    }
    gap = .none
  }

  /// Whether nothing has been written yet.
  var isEmpty: Bool { bytes.isEmpty }

  /// Whether just these bytes have been written.
  func holds(_ range: Range<Int>, of source: [UInt8]) -> Bool {
    bytes.count == range.count && bytes.elementsEqual(source[range])
  }

  /// What has been written since the last `clear`.
  var text: String { Bytes.string(ofUTF8: bytes, 0..<bytes.count) }
}
