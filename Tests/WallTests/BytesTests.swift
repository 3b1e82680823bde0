import Bytes
import Testing

@Suite("Bytes")
struct BytesTests {
  private let bytes = Array("abcabc".utf8)

  @Test(
    "the first byte is found in its range, else the range's end is given",
    arguments: [
      (UInt8(ascii: "b"), 0..<6, 1), (UInt8(ascii: "b"), 2..<6, 4), (UInt8(ascii: "b"), 2..<4, 4),
      (UInt8(ascii: "x"), 0..<6, 6), (UInt8(ascii: "a"), 3..<3, 3),
    ])
  func first(byte: UInt8, range: Range<Int>, expected: Int) {
    #expect(Bytes.first(byte, in: bytes, range) == expected)
  }

  @Test("ranges outside of the array are clamped", arguments: [-5..<2, 4..<900, 90..<100, -9 ..< -3])
  func clamped(range: Range<Int>) {
    let inside = range.clamped(to: 0..<bytes.count)
    var copy = ByteBuffer()
    copy.append(range, of: bytes)
    #expect(copy.appendText(range, of: bytes) == inside.upperBound)
    #expect(copy.finish() == Array(bytes[inside] + bytes[inside]))
    #expect(Bytes.first(0, in: bytes, range) == inside.upperBound)
    #expect(Bytes.string(ofUTF8: bytes, range) == String(decoding: bytes[inside], as: UTF8.self))
  }

  @Test(
    "the name of a tag ends where names end, wherever the array does", arguments: Array(" \n\t></\0".utf8))
  func tagName(mark: UInt8) {
    var wrong: [String] = []
    for length in 0..<40 {
      for colon in [0, 3, 20, length, length + 1] {
        for rest in [0, 1, 30] {
          var bytes = [UInt8](repeating: 0x6E, count: length) + [mark] + [UInt8](repeating: 0x3A, count: rest)
          if colon < length { bytes[colon] = UInt8(ascii: ":") }
          let name = Bytes.tagName(in: [0x3C] + bytes, from: 1)
          if name.end != length + 1 || name.colon != min(colon, length) + 1 { wrong.append("\(bytes)") }
        }
      }
    }
    #expect(wrong == [])
    #expect(Bytes.tagName(in: [0x3C, 0x61], from: 1).end == 2)
    #expect(Bytes.tagName(in: [0x3C], from: 1).end == 1)
  }

  @Test("a word of four bytes has zeros behind the text", arguments: 0...6)
  func fourBytes(_ index: Int) {
    let text: [UInt8] = Array(1...6)
    let word = Bytes.word(of: text.span, at: index)
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> (UInt32($0) * 8)) }
    #expect(bytes == (0..<4).map { index + $0 < text.count ? text[index + $0] : 0 })
  }

  @Test("a part of a text is appended behind what is there", arguments: [0..<0, 0..<3, 2..<5])
  func appendedPart(_ range: Range<Int>) {
    let text: [UInt8] = Array(1...5)
    var bytes: [UInt8] = [9]
    bytes.append(addingCapacity: 5) { output in Bytes.append(text.span, range, to: &output) }
    #expect(bytes == [9] + text[range])
  }

  @Test("words hold the bytes asked for and zeros behind them", arguments: 0...16)
  func words(count: Int) {
    let words = Bytes.words(of: [UInt8](1...40), at: 3, count: count)
    let bytes = (0..<16).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
    #expect(bytes == (0..<16).map { $0 < count ? UInt8($0 + 4) : 0 })
  }

  @Test(
    "a string is the text of its bytes",
    arguments: ["", "a", "북", "Договор о партнёрстве, 6000 слов", "🇰🇵", String(repeating: "조약 ", count: 100)])
  func string(text: String) {
    let bytes = Array(text.utf8)
    #expect(Bytes.string(ofUTF8: bytes, 0..<bytes.count) == text)
  }

  @Test("a character cut at an end is replaced, never read beyond", arguments: 1..<9)
  func cutCharacter(count: Int) {
    let bytes = Array("북한군".utf8)
    let cut = Bytes.string(ofUTF8: bytes, 0..<count)
    #expect(cut == String(decoding: bytes[..<count], as: UTF8.self))
    let tail = Bytes.string(ofUTF8: bytes, count..<9)
    #expect(tail == String(decoding: bytes[count...], as: UTF8.self))
  }

  @Test(
    "a run of letters ends before what is in no set, before a space where none may stand, and before the last four bytes",
    arguments: [
      ("город в море....", 22), ("город, море....", 10), ("город  море....", 10), ("жар x море....", 6),
      ("北京 北京....", 6), ("北京 жар....", 13), ("жар 北京....", 6), ("", 0), ("жар", 4), ("жарí....", 6),
    ])
  func letters(text: String, end: Int) {
    var sets = [UInt64](repeating: 0, count: 2 * Bytes.scalarSetWords)
    for scalar in "городвмежа北京".unicodeScalars {
      let place = Int(scalar.value >> 6)
      sets[place] |= 1 << UInt64(scalar.value & 63)
      if scalar.value < 0x800 { sets[Bytes.scalarSetWords + place] |= 1 << UInt64(scalar.value & 63) }
    }
    let bytes = Array(text.utf8)
    #expect(Bytes.end(ofLetters: sets.span, in: bytes.span, 0..<bytes.count) == end)
  }
}
