/// A character encoding: its name for people and what the C library calls it.
struct Encoding: Equatable {
  var name: String
  var charset: String
  /// Bytes of its smallest unit.
  var unit = 1

  static let utf8 = Encoding(name: "utf-8", charset: "UTF-8")
  static let windows1252 = Encoding(name: "windows-1252", charset: "CP1252")
  static let utf16le = Encoding(name: "utf-16le", charset: "UTF-16LE", unit: 2)
  static let utf16be = Encoding(name: "utf-16be", charset: "UTF-16BE", unit: 2)
  static let utf32le = Encoding(name: "utf-32le", charset: "UTF-32LE", unit: 4)
  static let utf32be = Encoding(name: "utf-32be", charset: "UTF-32BE", unit: 4)

  /// Whether ASCII bytes can mean something else than ASCII.
  var isStateful: Bool { name.hasPrefix("iso-2022") || name.hasPrefix("hz") || name.hasPrefix("utf-7") }

  /// The encoding of a label; one that nobody listed is left to the C library, which may not know it.
  init?(label: String) {
    let label = String(
      label.lowercased().filter { $0.isASCII && !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    guard !label.isEmpty, label.count <= 40 else { return nil }
    self = Self.labels[Self.key(label)] ?? Encoding(name: label, charset: label.uppercased())
  }

  /// Letters and digits alone: no two labels differ in the marks between them, and many a script writes them otherwise.
  private static func key(_ label: String) -> String { label.filter { $0.isLetter || $0.isNumber } }

  private init(name: String, charset: String, unit: Int = 1) {
    self.name = name
    self.charset = charset
    self.unit = unit
  }

  /// The labels of the Encoding Standard, the names they have there, and the superset that browsers read.
  private static let labels: [String: Encoding] = {
    var labels: [String: Encoding] = [:]
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2 else { continue }
      let unit =
        words[0].hasPrefix("utf-16") || words[0].hasPrefix("ucs-2") ? 2 : words[0].hasPrefix("utf-32") ? 4 : 1
      let encoding = Encoding(name: words[0], charset: words[1], unit: unit)
      for label in [words[0]] + words[2...] { labels[key(label)] = encoding }
    }
    return labels
  }()

  /// A line: name, the C library's character set, further labels (one of those that differ in marks alone).
  private static let table = """
    utf-8 UTF-8 unicode-1-1-utf-8 unicode20utf8 x-unicode20utf8 u8 utf8mb4 utf-8-sig
    ibm866 CP866 866 cp866 csibm866
    iso-8859-2 ISO-8859-2 csisolatin2 iso-ir-101 iso_8859-2:1987 l2 latin2
    iso-8859-3 ISO-8859-3 csisolatin3 iso-ir-109 l3 latin3
    iso-8859-4 ISO-8859-4 csisolatin4 iso-ir-110 l4 latin4
    iso-8859-5 ISO-8859-5 csisolatincyrillic cyrillic iso-ir-144
    iso-8859-6 ISO-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e \
    iso-8859-6-i iso-ir-127 iso_8859-6:1987
    iso-8859-7 ISO-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso_8859-7:1987 \
    sun_eu_greek
    iso-8859-8 ISO-8859-8 csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8-e iso-8859-8-i iso-ir-138 \
    iso_8859-8:1988 logical visual
    iso-8859-10 ISO-8859-10 csisolatin6 iso-ir-157 l6 latin6
    iso-8859-13 ISO-8859-13
    iso-8859-14 ISO-8859-14
    iso-8859-15 ISO-8859-15 csisolatin9 l9
    iso-8859-16 ISO-8859-16
    koi8-r KOI8-R cskoi8r koi koi8
    koi8-u KOI8-U koi8-ru
    macintosh MACINTOSH csmacintosh mac x-mac-roman macroman
    windows-874 CP874 dos-874 iso-8859-11 tis-620 cp874
    windows-1250 CP1250 cp1250 x-cp1250 win-1250
    windows-1251 CP1251 cp1251 x-cp1251 win-1251
    windows-1252 CP1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 \
    iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 win-1252
    windows-1253 CP1253 cp1253 x-cp1253
    windows-1254 CP1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 l5 latin5 x-cp1254
    windows-1255 CP1255 cp1255 x-cp1255
    windows-1256 CP1256 cp1256 x-cp1256
    windows-1257 CP1257 cp1257 x-cp1257
    windows-1258 CP1258 cp1258 x-cp1258
    x-mac-cyrillic MAC-CYRILLIC x-mac-ukrainian mac-cyrillic
    gb18030 GB18030 gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312-80 iso-ir-58 x-gbk cp936 ms936 \
    x-windows-936 euc-cn
    big5 BIG5-HKSCS big5-hkscs cn-big5 csbig5 x-x-big5 cp950 ms950 x-windows-950
    euc-jp EUC-JP-MS cseucpkdfmtjapanese x-euc-jp eucjp-win cp51932
    iso-2022-jp ISO-2022-JP-3 csiso2022jp
    shift_jis CP932 csshiftjis ms932 ms_kanji sjis windows-31j x-sjis cp932 sjis-win
    euc-kr CP949 cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 windows-949 \
    cp949 uhc ms949 x-windows-949
    utf-16le UTF-16LE csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 u16 csucs2
    utf-16be UTF-16BE unicodefffe
    utf-32le UTF-32LE utf-32 ucs-4 iso-10646-ucs-4 csucs4 u32
    utf-32be UTF-32BE
    """
}
