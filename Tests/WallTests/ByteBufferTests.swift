import Bytes
import CBytes
import Testing

@Suite("A buffer of bytes")
struct ByteBufferTests {
  @Test(
    "it holds what was appended, in order, however it grows",
    arguments: [0, 1, 31, 32, 33, 4095, 4096, 4097, 70_000])
  func appended(count: Int) {
    let source = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    var buffer = ByteBuffer()
    buffer.append(UInt8(ascii: "<"))
    buffer.append(0..<count, of: source)
    buffer.append("é북🇰" as String)
    buffer.append("–" as Unicode.Scalar)
    let expected = [0x3C] + source + Array("é북🇰–".utf8)
    #expect(buffer.count == expected.count)
    #expect(buffer.last == expected.last)
    #expect(buffer.finish() == expected)
  }

  @Test("it is used again from its start")
  func usedAgain() {
    var buffer = ByteBuffer(room: 3)
    #expect(buffer.isEmpty && buffer.last == nil && buffer.string == "")
    buffer.removeLast()
    buffer.append("first text" as String)
    buffer.removeLast()
    #expect(buffer.string == "first tex")
    buffer.clear()
    buffer.append("조약" as String)
    #expect(buffer.string == "조약")
  }

  /// Where text stops, by the words of the documentation.
  private func stop(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    range.first { at in
      let next = at + 1 < range.upperBound ? bytes[at + 1] : 0x61
      switch bytes[at] {
      case UInt8(ascii: "<"), UInt8(ascii: "&"), 0..<0x20: return true
      case 0x20: return next <= 0x20
      case 0xC2: return next == 0xA0
      default: return false
      }
    } ?? range.upperBound
  }

  @Test("text is copied up to every mark at every place", arguments: [0, 1, 30, 40])
  func everyMark(behind: Int) {
    let marks: [[UInt8]] =
      (0...0xFF).map { [$0] } + [
        [0x20, 0x20], [0x20, 0x0A], [0x20, 0x21], [0xC2, 0xA0], [0xC2, 0xA1], [0xD0, 0xA0],
      ]
    var wrong: [[UInt8]] = []
    for mark in marks {
      for place in 0..<70 {
        let bytes =
          [UInt8](repeating: 0x78, count: place) + mark + [UInt8](repeating: 0x79, count: behind)
        let expected = stop(bytes, 0..<bytes.count)
        var buffer = ByteBuffer()
        let end = buffer.appendText(0..<bytes.count, of: bytes)
        if end != expected || buffer.finish() != Array(bytes[..<end]) { wrong.append(bytes) }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("text ends where its range does, and both ways to look for its end agree")
  func ranges() {
    let alphabet = Array("<&  \n\tabcdefghijklmnopqrstuvwx".utf8) + [0xC2, 0xA0, 0xA1]
    var random = SystemRandomNumberGenerator()
    var wrong: [[UInt8]] = []
    for _ in 0..<4000 {
      let marks = Int.random(in: 0...alphabet.count, using: &random)
      let bytes = (0..<Int.random(in: 0..<150, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random) % max(1, marks)]
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let range = start..<Int.random(in: start...bytes.count, using: &random)
      var buffer = ByteBuffer()
      let end = buffer.appendText(range, of: bytes)
      var portable = [UInt8](repeating: 0, count: range.count + Int(PW_COPY_SLACK))
      let portableEnd = pw_copy_text_portable(&portable, bytes, start, range.upperBound)
      let isRight = end == stop(bytes, range) && end == portableEnd
      if !isRight || buffer.finish() != Array(bytes[start..<end]) { wrong.append(bytes) }
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    "bytes are copied up to the first mark, wherever it stands and the array ends", arguments: [0, 1, 31, 40])
  func upToMark(behind: Int) {
    var wrong: [Range<Int>] = []
    for place in 0..<70 {
      let bytes =
        [UInt8](repeating: 0x78, count: place) + [0x26] + [UInt8](repeating: 0x79, count: behind) + [0x26]
      for range in [0..<bytes.count, 0..<place, place / 2..<place + 1, place + 1..<bytes.count] {
        var buffer = ByteBuffer()
        buffer.append(UInt8(ascii: "<"))
        let end = buffer.append(upTo: 0x26, in: range, of: bytes)
        let expected = bytes[range].firstIndex(of: 0x26) ?? range.upperBound
        let isRight = end == expected && buffer.finish() == [0x3C] + bytes[range.lowerBound..<end]
        if !isRight { wrong.append(range) }
      }
    }
    #expect(wrong.isEmpty)
  }
}
