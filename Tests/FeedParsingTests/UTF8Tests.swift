import Testing

@testable import FeedParsing

@Suite("UTF-8")
struct UTF8Tests {
  /// What `UTF8Blocks` must agree with: the standard library, and `CleanText` for each scalar.
  private func expected(_ bytes: [UInt8]) -> Bool? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    guard text.unicodeScalars.allSatisfy({ CleanText.fate(of: $0) == .keep }) else { return nil }
    return text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// All that `CleanText` cares about, the ends of all ranges, and samples of the rest.
  private static func isTested(_ value: UInt32) -> Bool {
    value < 0x700 || value >> 8 == 0x20 || value >> 8 == 0xFE || value & 0xFFF > 0xFFD || value % 997 == 0
  }

  @Test("blocks agree with the standard library about every kind of character, at every place of a block")
  func everyCharacter() {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF where Self.isTested(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let padding = [UInt8](repeating: 0x61, count: Int(value % 19))
      let bytes = padding + Array(String(scalar).utf8) + padding
      if UTF8Blocks.isASCII(clean: bytes) != expected(bytes) { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("blocks agree with the standard library about sequences of bytes", arguments: [0, 14])
  func sequences(offset: Int) {
    let interesting: [UInt8] = [
      0x0A, 0x1B, 0x41, 0x7F, 0x80, 0x8E, 0x8F, 0x90, 0x9C, 0x9F, 0xA0, 0xA6, 0xA8, 0xAE, 0xAF, 0xBB, 0xBF,
      0xC0, 0xC1, 0xC2, 0xD8, 0xDF, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xF8, 0xFF,
    ]
    var wrong: [[UInt8]] = []
    let padding = [UInt8](repeating: 0x61, count: offset)
    for first in interesting {
      for second in interesting {
        for third in [0x41, 0x80, 0x8E, 0x9F, 0xA8, 0xBF] as [UInt8] {
          for tail in [[], [0x80]] as [[UInt8]] {
            let bytes = padding + [first, second, third] + tail
            if UTF8Blocks.isASCII(clean: bytes) != expected(bytes) { wrong.append(bytes) }
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("the cleaner gives valid text that its survey calls clean")
  func cleaner() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let bytes = (0..<40).map { _ in UInt8.random(in: 0x20...0xFF, using: &random) }
      let cleaned = UTF8Cleaner.clean(bytes)
      #expect(UTF8Blocks.isASCII(clean: cleaned) != nil, "\(bytes)")
    }
  }

  @Test("a survey counts characters and malformed bytes")
  func survey() {
    let survey = UTF8Survey(Array("aб北🇰".utf8) + [0xFF, 0xC3])
    #expect(survey.multibyte == 3)
    #expect(survey.malformed == 2)
    #expect(!survey.hasControls)
    #expect(UTF8Survey(Array("a\u{7}".utf8)).hasControls)
  }
}
