import Bytes

/// Writes plain text: single spaces between words, one blank line between paragraphs, nothing at the ends.
///
/// It is used again for text after text, so that its memory is asked for once.
struct TextWriter {
  private var bytes = ByteBuffer()
  private var gap = Gap.none

  private enum Gap {
    case none, space, paragraph
  }

  /// Begins a new text.
  mutating func clear() {
    bytes.clear()
    gap = .none
  }

  /// The next word stands apart from the last.
  mutating func space() {
    if gap == .none { gap = .space }
  }

  /// The next word begins a paragraph.
  mutating func endParagraph() { gap = .paragraph }

  /// Appends plain text up to where something has to be done about it (`ByteBuffer.appendText`), and gives that place.
  ///
  /// The range must begin with no white space; a space at the end of the text is taken as a gap.
  mutating func appendText(_ range: Range<Int>, of source: [UInt8]) -> Int {
    closeGap()
    let end = bytes.appendText(range, of: source)
    if bytes.last == UInt8(ascii: " ") {
      bytes.removeLast()
      gap = .space
    }
    return end
  }

  /// Appends a mark of markup that stands for itself.
  mutating func append(_ mark: UInt8) {
    closeGap()
    bytes.append(mark)
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

  /// What has been written since the last `clear`.
  var text: String { bytes.string }
}
