import Iconv
import Testing

@Suite("Iconv")
struct IconvTests {
  @Test(
    "legacy bytes become UTF-8",
    arguments: [
      ("CP1251", [0xCA, 0xCD, 0xC4, 0xD0], "КНДР"),
      ("KOI8-U", [0xA6, 0xA7, 0xAD], "ії\u{491}"),
      ("CP949", [0xBA, 0xCF, 0xC7, 0xD1, 0x94, 0xEE], "북한뷁"),
      ("CP932", [0x8A, 0x94, 0x87, 0x8A], "株㈱"),
      ("EUC-JP-MS", [0xCB, 0xCC], "北"),
      ("GB18030", [0xB3, 0xAF, 0xCF, 0xCA], "朝鲜"),
      ("BIG5-HKSCS", [0xB4, 0xC2, 0xC2, 0x41], "朝鮮"),
    ] as [(String, [UInt8], String)])
  func legacy(charset: String, bytes: [UInt8], expected: String) throws {
    let conversion = try #require(Iconv.utf8(bytes, from: charset))
    #expect(String(decoding: conversion.bytes, as: UTF8.self) == expected)
    #expect(conversion.malformed == 0)
  }

  @Test("a malformed byte costs one character")
  func malformed() throws {
    let conversion = try #require(Iconv.utf8([0x41, 0xFF, 0x42, 0xB3], from: "CP949"))
    #expect(String(decoding: conversion.bytes, as: UTF8.self) == "A\u{FFFD}B\u{FFFD}")
    #expect(conversion.malformed == 2)
  }

  @Test("half a character of UTF-16 costs one unit")
  func unit() throws {
    let bytes: [UInt8] = [0x41, 0x00, 0x00, 0xDC, 0x42, 0x00, 0x43]
    let conversion = try #require(Iconv.utf8(bytes, from: "UTF-16LE", unit: 2))
    #expect(String(decoding: conversion.bytes, as: UTF8.self) == "A\u{FFFD}B\u{FFFD}")
  }

  @Test("text longer than a chunk comes whole")
  func long() throws {
    let bytes = [UInt8](repeating: 0xCA, count: 200_000)
    let conversion = try #require(Iconv.utf8(bytes, from: "CP1251"))
    #expect(conversion.bytes.count == 400_000)
    #expect(conversion.malformed == 0)
  }

  @Test("an unknown character set is refused")
  func unknown() {
    #expect(Iconv.utf8([0x41], from: "NO-SUCH-SET") == nil)
  }
}
