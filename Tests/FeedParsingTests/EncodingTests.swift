import FeedParsing
import Testing

@Suite("Encodings")
struct EncodingTests {
  /// A feed whose title is given as bytes.
  private func parse(
    _ title: [UInt8], declared: String? = nil, contentType: String? = nil
  ) throws -> ParsedFeed {
    let declaration = declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
    let bytes =
      Array("\(declaration)<rss><channel><title>".utf8) + title + Array("</title></channel></rss>".utf8)
    return try FeedParser.parse(bytes, options: ParseOptions(contentType: contentType))
  }

  @Test(
    "labels mean what browsers take them for",
    arguments: [
      ("euc-kr", [0x94, 0xEE], "뷁", "euc-kr"), ("ks_c_5601-1987", [0xBA, 0xCF], "북", "euc-kr"),
      ("shift_jis", [0x87, 0x8A], "㈱", "shift_jis"), ("gb2312", [0xB3, 0xAF], "朝", "gb18030"),
      ("windows-1251", [0xC4, 0xCD, 0xC0], "ДНА", "windows-1251"), ("KOI8-R", [0xEB], "К", "koi8-r"),
      ("iso-8859-6-i", [0xD3], "س", "iso-8859-6"), ("sun_eu_greek", [0xC5], "Ε", "iso-8859-7"),
      ("visual", [0xF9], "ש", "iso-8859-8"), ("koi8-u", [0xA4], "є", "koi8-u"),
      ("x-mac-ukrainian", [0x84], "Д", "x-mac-cyrillic"), ("big5", [0xA5, 0x5F], "北", "big5"),
      ("euc-jp", [0xCB, 0xCC], "北", "euc-jp"), ("866", [0x84], "Д", "ibm866"),
      ("iso-8859-1", [0x93, 0xE9, 0x94], "“é”", "windows-1252"), ("latin1", [0xE9], "é", "windows-1252"),
      ("EUC_KR", [0xBA, 0xCF], "북", "euc-kr"), ("MS949", [0xBA, 0xCF], "북", "euc-kr"),
      ("win-1251", [0xC4], "Д", "windows-1251"), ("cp-1251", [0xC4], "Д", "windows-1251"),
      ("SJIS-win", [0x87, 0x8A], "㈱", "shift_jis"), ("KOI8R", [0xEB], "К", "koi8-r"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x4B, 0x4C, 0x1B, 0x28, 0x42], "北", "iso-2022-jp"),
    ] as [(String, [UInt8], String, String)])
  func labels(label: String, bytes: [UInt8], expected: String, name: String) throws {
    let feed = try parse(bytes, declared: label)
    #expect(feed.title == expected)
    #expect(feed.encoding == name)
  }

  @Test("valid UTF-8 wins over whatever is declared")
  func validUTF8() throws {
    let feed = try parse(Array("북한".utf8), declared: "iso-8859-1", contentType: "text/xml; charset=us-ascii")
    #expect(feed.title == "북한")
    #expect(feed.encoding == "utf-8")
  }

  @Test("the header wins over the declaration")
  func header() throws {
    let feed = try parse(
      [0xE4], declared: "iso-8859-7", contentType: "application/xml; Charset = \"windows-1251\"")
    #expect(feed.title == "д")
  }

  @Test("a malformed byte costs one character and is counted")
  func malformed() throws {
    let feed = try parse(Array("북".utf8) + [0xFF] + Array("한군".utf8) + [0xE2, 0x82])
    #expect(feed.title == "북\u{FFFD}한군\u{FFFD}")
    #expect(feed.encoding == "utf-8")
    #expect(!feed.isComplete)
    #expect(feed.notes == ["3 characters are malformed in utf-8"])
  }

  @Test(
    "UTF-8 with a bad byte, or cut within a character, stays UTF-8 whatever is declared",
    arguments: ["us-ascii", "iso-8859-1", "windows-1251", "euc-kr", "utf-8"])
  func damagedUTF8(label: String) throws {
    #expect(try parse(Array("조약 비준".utf8) + [0xFF], declared: label).title == "조약 비준\u{FFFD}")
    let document = Array("<?xml version='1.0' encoding='\(label)'?><rss><channel><title>북한</title>".utf8)
    for cut in [[0xEB], [0xEB, 0xB6], [0xF0, 0x9F, 0x87]] as [[UInt8]] {
      let feed = try FeedParser.parse(document + cut)
      #expect(feed.title == "북한")
      #expect(feed.encoding == "utf-8")
    }
  }

  @Test("bytes that nobody explains are windows-1252")
  func undeclared() throws {
    let feed = try parse([0x63, 0x61, 0x66, 0xE9, 0x20, 0x93, 0x80])
    #expect(feed.title == "café “€")
    #expect(feed.encoding == "windows-1252")
  }

  @Test("an unknown label is passed over")
  func unknownLabel() throws {
    #expect(try parse([0xE9], declared: "klingon").title == "é")
  }

  @Test(
    "wide encodings are told by mark or pattern",
    arguments: [(true, true), (true, false), (false, true), (false, false)])
  func wide(hasMark: Bool, isBigEndian: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + "<rss><channel><title>조약 🇰🇵</title></channel></rss>"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
    let feed = try FeedParser.parse(
      bytes, options: ParseOptions(contentType: "text/xml; boundary=x; charset=utf-16"))
    #expect(feed.title == "조약 🇰🇵")
    #expect(feed.encoding == (isBigEndian ? "utf-16be" : "utf-16le"))
    #expect(feed.isComplete)
  }

  @Test("marks of direction are taken out and no damage, controls that XML forbids are both")
  func marks() throws {
    let marked = try parse(Array("a\u{200E}b\u{FEFF}\u{2066}c".utf8))
    #expect(marked.title == "abc")
    #expect(marked.notes == ["control characters were taken out"])
    #expect(marked.isComplete)
    #expect(try !parse([0x61, 0x1B]).isComplete)
    let json = #"{"items":[{"id":"a\#u{200E}"}]}"#
    #expect(try FeedParser.parse(Array(json.utf8)).isComplete)
  }

  @Test("C1 controls are read as windows-1252")
  func controls() throws {
    #expect(try parse(Array("don\u{92}t".utf8)).title == "don’t")
  }
}
