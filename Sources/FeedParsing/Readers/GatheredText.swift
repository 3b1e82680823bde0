import Bytes

/// The text of one value as it is gathered from the document.
///
/// Most values are one piece of the document, which then is not copied: only the second piece makes a buffer.
struct GatheredText {
  private let document: [UInt8]
  /// The only piece so far.
  private var piece: Range<Int>?
  /// All pieces, where there is more than one or references were resolved; kept to reuse its memory.
  private var buffer = ByteBuffer()
  /// Whether elements stood in the text.
  var hasMarkup = false
  /// Whether the document ended before the value did.
  var isCut = false

  init(of document: [UInt8]) { self.document = document }

  mutating func clear() {
    piece = nil
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
    } else {
      flush()
      buffer.append(range, of: document)
    }
  }

  /// Appends character data with its references resolved.
  mutating func appendResolved(_ range: Range<Int>, damage: inout MarkupDamage) {
    if Bytes.first(UInt8(ascii: "&"), in: document, range) == range.upperBound { return append(range) }
    flush()
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

  private mutating func flush() {
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
    if let piece { return FeedText(document, piece, form, &writer, isDocument: true) }
    return FeedText(buffer.bytes, 0..<buffer.count, form, &writer, isDocument: false)
  }
}
