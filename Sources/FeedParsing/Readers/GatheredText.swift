import Bytes

/// The text of one value as it is gathered from the document.
///
/// Most values are one piece of the document, which then is not copied: only a piece from elsewhere makes a buffer.
struct GatheredText {
  private let document: [UInt8]
  /// All so far, where it stands together in the document.
  private var piece: Range<Int>?
  /// The only piece, where the buffer holds just that with its references resolved.
  private var escapedPiece: Range<Int>?
  /// All pieces, where there is more than one or references were resolved; kept to reuse its memory.
  private var buffer = ByteBuffer()
  /// Whether elements stood in the text.
  var hasMarkup = false
  /// Whether the document ended before the value did.
  var isCut = false

  init(of document: [UInt8]) { self.document = document }

  mutating func clear() {
    piece = nil
    escapedPiece = nil
    buffer.clear()
    hasMarkup = false
    isCut = false
  }

  private var isEmpty: Bool { piece == nil && buffer.isEmpty }

  /// How many bytes there are.
  var count: Int { piece?.count ?? buffer.count }

  /// Appends bytes of the document as they stand.
  mutating func append(_ range: Range<Int>) {
    if isEmpty {
      piece = range
    } else if let piece, piece.upperBound == range.lowerBound {
      self.piece = piece.lowerBound..<range.upperBound
    } else {
      flush()
      buffer.append(range, of: document)
    }
  }

  /// Appends character data with its references resolved.
  mutating func appendResolved(_ range: Range<Int>, damage: inout MarkupDamage) {
    if Bytes.first(UInt8(ascii: "&"), in: document, range) == range.upperBound { return append(range) }
    let isFirst = isEmpty
    flush()
    escapedPiece = isFirst ? range : nil
    References.append(range, of: document, to: &buffer, damage: &damage)
  }

  /// Appends what is text whatever it looks like to a text in which references stay as they are.
  mutating func appendEscaped(_ range: Range<Int>) {
    flush()
    for byte in document[range] {
      switch byte {
      case UInt8(ascii: "<"): buffer.append("&lt;" as String)
      case UInt8(ascii: "&"): buffer.append("&amp;" as String)
      default: buffer.append(byte)
      }
    }
  }

  /// Makes sure that all is in the buffer, since more than one piece will be.
  private mutating func flush() {
    escapedPiece = nil
    guard let range = piece else { return }
    piece = nil
    buffer.append(range, of: document)
  }

  mutating func decodeBase64() {
    flush()
    guard let decoded = Base64.decode(buffer.finish()) else { return }
    buffer.clear()
    buffer.append(0..<decoded.count, of: decoded)
  }

  /// The text without white space at its ends.
  var trimmed: String {
    if let piece { return Bytes.string(ofUTF8: document, Whitespace.trimmed(piece, of: document)) }
    return Bytes.string(ofUTF8: buffer.bytes, Whitespace.trimmed(0..<buffer.count, of: buffer.bytes))
  }

  /// The moment that the text names.
  var date: Int? {
    if let piece { return FeedDate.parse(document, piece) }
    return FeedDate.parse(buffer.bytes, 0..<buffer.count)
  }

  func feedText(_ form: TextForm, _ writer: inout TextWriter) -> FeedText? {
    if let piece {
      return FeedText(document, piece, form, &writer) { .place(in: document, $0) }
    }
    return FeedText(buffer.bytes, 0..<buffer.count, form, &writer) { range in
      escapedSource(of: range) ?? .string(Bytes.string(ofUTF8: buffer.bytes, range))
    }
  }

  /// The range of the buffer as a place in the document, so that it is not copied.
  ///
  /// Nil where it does not begin as the piece does, but for white space.
  private func escapedSource(of range: Range<Int>) -> SourceText? {
    guard let piece = escapedPiece, range.lowerBound < piece.count else { return nil }
    let start = piece.lowerBound + range.lowerBound
    guard document[piece.lowerBound..<start].allSatisfy({ $0 <= 0x20 }) else { return nil }
    return .escaped(in: document, start..<piece.upperBound, count: range.count)
  }
}
