@testable import FeedParsing
import JSON

/// Any document, most of them XML.
enum XMLTarget {
  @Sendable static func run(_ bytes: [UInt8]) {
    do throws(FeedParseError) {
      let feed = try FeedParser.parse(bytes)
      FeedPromises.check(feed, of: bytes)
      FeedPromises.checkPrefix(of: bytes, feed)
      checkSurroundings(bytes, feed)
    } catch {
      FeedPromises.checkClean(error.description)
    }
  }

  /// Blank lines before a document and a comment behind it change nothing.
  private static func checkSurroundings(_ bytes: [UInt8], _ feed: ParsedFeed) {
    guard feed.isComplete, feed.encoding == "utf-8", bytes.first == UInt8(ascii: "<") else { return }
    let dressed = try? FeedParser.parse(Array("\n\n".utf8) + bytes + Array("<!-- x -->".utf8))
    promise(dressed?.items == feed.items, "surroundings change no item")
  }
}

/// JSON by itself, and as the feed that it may be.
enum JSONTarget {
  @Sendable static func run(_ bytes: [UInt8]) {
    if let reading = try? JSONValue.read(bytes) { checkRoundTrip(reading.value) }
    XMLTarget.run(Array("{".utf8) + bytes)
  }

  /// What is written is read again.
  private static func checkRoundTrip(_ value: JSONValue) {
    let text = value.serialized
    guard let again = try? JSONValue.read(text) else { return promise(false, "what is written can be read") }
    promise(again.faults.isEmpty, "what is written has no faults: \(again.faults)")
    promise(again.value.serialized == text, "what is written is read as it was")
  }
}

/// A document under a label: the first byte chooses the label, the others are the document.
enum EncodingTarget {
  private static let labels = [
    "utf-8", "us-ascii", "iso-8859-1", "windows-1251", "koi8-r", "koi8-u", "euc-kr", "ks_c_5601-1987",
    "shift_jis", "euc-jp", "iso-2022-jp", "gb2312", "gb18030", "big5", "iso-8859-2", "windows-1250",
    "ibm866", "macintosh", "x-mac-cyrillic", "utf-16", "utf-16be", "utf-32", "utf-7", "hz-gb-2312",
    "nonsense",
    "iso-8859-8-i", "windows-1255", "windows-874", "iso-2022-kr", "replacement", "x-user-defined", "",
  ]

  @Sendable static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let label = labels[Int(first) % labels.count]
    let rest = Array(bytes.dropFirst())
    let document = TextDecoder.decode(rest, contentType: "text/xml; charset=\(label)")
    check(document)
    checkMarks(of: rest)
    if let feed = try? FeedParser.parse(
      rest, options: ParseOptions(contentType: "text/xml; charset=\(label)"))
    {
      FeedPromises.checkTexts(feed)
    }
  }

  private static func check(_ document: Document) {
    let text = String(validating: document.bytes, as: UTF8.self)
    promise(text != nil, "a document is valid UTF-8")
    FeedPromises.checkClean(text)
    promise(!document.encoding.isEmpty, "an encoding has a name")
  }

  /// The same text in UTF-8, UTF-16 and UTF-32 gives the same document.
  private static func checkMarks(of bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let wanted = TextDecoder.decode([0xEF, 0xBB, 0xBF] + Array(text.utf8), contentType: nil).bytes
    let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let widest = text.unicodeScalars.flatMap { scalar in
      [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
    }
    // A zero behind the mark of UTF-16 makes it that of UTF-32.
    if wide.count > 1, wide[0] != 0 || wide[1] != 0 {
      promise(TextDecoder.decode([0xFF, 0xFE] + wide, contentType: nil).bytes == wanted, "UTF-16 is read")
    }
    promise(
      TextDecoder.decode([0xFF, 0xFE, 0, 0] + widest, contentType: nil).bytes == wanted, "UTF-32 is read")
  }
}
