import Bytes

/// HTML to the text a reader sees: blocks as paragraphs, inline tags gone, references resolved.
package enum HTMLText {
  /// The plain text; a blank line stands between paragraphs. Takes linear time whatever the input.
  package static func plainText(_ html: String) -> String {
    let bytes = Array(html.utf8)
    return plainText(bytes, 0..<bytes.count)
  }

  /// The plain text of valid UTF-8.
  static func plainText(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    var writer = TextWriter()
    write(bytes, range, to: &writer)
    return writer.text
  }

  static func write(_ bytes: [UInt8], _ range: Range<Int>, to writer: inout TextWriter) {
    var reader = HTMLReader(bytes, range)
    reader.read(to: &writer)
  }
}

/// One pass over an HTML text.
private struct HTMLReader {
  let bytes: [UInt8]
  let end: Int
  var at: Int
  private var quotes = QuoteFinder(allowsLessThan: true)
  private var endTags = EndTagFinder()
  private var noCommentEnd = false
  private var noSectionEnd = false
  private let names = HTMLTag.names

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  mutating func read(to writer: inout TextWriter) {
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "<"): markup(&writer)
      case UInt8(ascii: "&"): reference(&writer)
      case 0...0x20:
        writer.space()
        at += 1
      case 0xC2 where at + 1 < end && bytes[at + 1] == 0xA0:
        writer.space()
        at += 2
      default: at = writer.appendText(at..<end, of: bytes)
      }
    }
  }

  private mutating func reference(_ writer: inout TextWriter) {
    if let (mark, length) = References.predefined(at: at, to: end, in: bytes) {
      writer.append(mark)
      at += length
      return
    }
    guard let resolved = References.read(at: at, to: end, in: bytes, inHTML: true) else {
      return literal(&writer)
    }
    switch resolved.scalars {
    case .one(let scalar): writer.append(scalar)
    case .text(let text):
      for scalar in text.unicodeScalars { writer.append(scalar) }
    }
    at = resolved.end
  }

  /// A `<` or `&` that begins nothing.
  private mutating func literal(_ writer: inout TextWriter) {
    writer.append(bytes[at])
    at += 1
  }

  private mutating func markup(_ writer: inout TextWriter) {
    guard at + 1 < end else { return literal(&writer) }
    switch bytes[at + 1] {
    case UInt8(ascii: "/"): tag(isEnd: true, &writer)
    case UInt8(ascii: "!"), UInt8(ascii: "?"): declaration(&writer)
    case let byte where (byte | 0x20) &- UInt8(ascii: "a") < 26: tag(isEnd: false, &writer)
    default: literal(&writer)
    }
  }

  private mutating func tag(isEnd: Bool, _ writer: inout TextWriter) {
    let nameStart = at + (isEnd ? 2 : 1)
    let nameEnd = min(end, Bytes.tagName(in: bytes, from: nameStart).end)
    guard let close = quotes.tagEnd(in: bytes, from: nameEnd, to: end) else {
      return cutTag(nameStart..<nameEnd, &writer)
    }
    let isEmpty = bytes[close - 1] == UInt8(ascii: "/")
    at = close + 1
    switch names[XMLName(bytes, nameStart..<nameEnd)] ?? .inline {
    case .inline: break
    case .space: writer.space()
    case .block: writer.endParagraph()
    case .hidden:
      if !isEnd, !isEmpty, let behind = endTags.end(of: nameStart..<nameEnd, in: bytes, from: at, to: end) {
        at = behind
      }
    }
  }

  /// A tag that the end of the text cuts off vanishes, but only where it looks like nothing else: `<img src=`.
  private mutating func cutTag(_ name: Range<Int>, _ writer: inout TextWriter) {
    var place = name.upperBound
    while place < end, bytes[place] <= 0x20 { place += 1 }
    while place < end, Self.isName(bytes[place]), bytes[place] != UInt8(ascii: "=") { place += 1 }
    let hasAttribute = place < end && bytes[place] == UInt8(ascii: "=")
    guard hasAttribute, HTMLTag.names[XMLName(bytes, name)] != nil else {
      return literal(&writer)
    }
    at = end
  }

  @inline(__always) private static func isName(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "<")
  }

  /// A CDATA section that was escaped: its marks vanish and leave their text, which is HTML.
  private mutating func section(_ writer: inout TextWriter) {
    at += Markup.cdata.length
    guard !noSectionEnd, let close = Markup.find("]]>", in: bytes, from: at, to: end) else {
      noSectionEnd = true
      return
    }
    var inside = HTMLReader(bytes, at..<close)
    inside.noSectionEnd = true
    inside.read(to: &writer)
    at = close + 3
  }

  /// A comment, document type or processing instruction.
  private mutating func declaration(_ writer: inout TextWriter) {
    if Markup.matches(Markup.cdata, in: bytes, at: at, to: end) { return section(&writer) }
    if Markup.matches(Markup.comment, in: bytes, at: at, to: end), !noCommentEnd {
      if let close = Markup.find("-->", in: bytes, from: at + 4, to: end) {
        at = close + 3
        return
      }
      noCommentEnd = true
    }
    if let close = quotes.firstClose(in: bytes, from: at, to: end) {
      at = close + 1
    } else {
      literal(&writer)
    }
  }
}
