/// Names what a document is that is no feed.
enum NotAFeed {
  private static let beginningLimit = 60

  /// - Parameter original: the bytes as they came, which show the signature of other kinds of file.
  static func error(_ bytes: [UInt8], original: [UInt8], element: String?) -> FeedParseError {
    // The text of a document in UTF-16 is looked at as it was decoded, since half of its bytes are zero.
    let isBinary = CleanText.isBinary(original) && !ByteOrder.isWide(original)
    return .notAFeed(
      looksLike: looksLike(original, element),
      beginning: isBinary ? "binary data" : CleanText.excerpt(of: bytes, limit: beginningLimit))
  }

  private static func looksLike(_ bytes: [UInt8], _ element: String?) -> String {
    if let kind = signatures.first(where: { bytes.starts(with: $0.0) })?.1 { return kind }
    guard let element else { return "text without markup" }
    return HTMLTag.names[XMLName(element)] == nil
      ? "XML with the root element <\(CleanText.singleLine(element, limit: 40))>" : "a piece of HTML"
  }

  private static let signatures: [([UInt8], String)] = [
    ([0x1F, 0x8B], "gzip data"), (Array("%PDF".utf8), "a PDF"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"), (Array("GIF8".utf8), "a GIF image"),
    (Array("PK".utf8), "a ZIP archive"),
    (Array("[".utf8), "a JSON array"), (Array("{".utf8), "a JSON object"),
  ]
}
