import Bytes
import CBytes
import Testing

@testable import FeedParsing

@Suite("UTF-8")
struct UTF8Tests {
  /// What the survey must agree with: the standard library, and `CleanText` for each scalar.
  private func expected(_ bytes: [UInt8]) -> Bytes.TextKind {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .unclean }
    guard text.unicodeScalars.allSatisfy({ CleanText.fate(of: $0) == .keep }) else { return .unclean }
    return text.utf8.allSatisfy { $0 < 0x80 } ? .ascii : .multibyte
  }

  /// Whether the survey by blocks, that without vector instructions and `UTF8Survey` all say what is expected.
  private func agree(_ bytes: [UInt8]) -> Bool {
    let expected = expected(bytes)
    let found = pw_survey_portable(bytes, bytes.count)
    let portable: Bytes.TextKind =
      found & UInt32(PW_UNCLEAN) != 0 ? .unclean : found == 0 ? .ascii : .multibyte
    return Bytes.kind(of: bytes) == expected && portable == expected
      && isUnclean(bytes) == (expected == .unclean)
  }

  private func isUnclean(_ bytes: [UInt8]) -> Bool {
    let survey = UTF8Survey(bytes)
    return survey.malformed > 0 || survey.hasControls
  }

  /// All that `CleanText` cares about, the ends of all ranges, and samples of the rest.
  private static func isTested(_ value: UInt32) -> Bool {
    value < 0x700 || [0x20, 0xFE, 0xE00].contains(value >> 8) || value & 0xFFF > 0xFFD || value % 997 == 0
  }

  @Test(
    "the survey agrees with the standard library about every kind of character, at every place of a block")
  func everyCharacter() {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF where Self.isTested(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let padding = [UInt8](repeating: 0x61, count: Int(value % 71))
      let bytes = padding + Array(String(scalar).utf8) + padding
      if !agree(bytes) { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    "the survey agrees with the standard library about sequences of bytes",
    arguments: [0, 29, 30, 31, 61, 62, 63])
  func sequences(offset: Int) {
    let interesting: [UInt8] = [
      0x0A, 0x1B, 0x41, 0x7F, 0x80, 0x8E, 0x8F, 0x90, 0x9C, 0x9F, 0xA0, 0xA6, 0xA8, 0xAE, 0xAF, 0xBB, 0xBF,
      0xC0, 0xC1, 0xC2, 0xD8, 0xDF, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF,
    ]
    var wrong: [[UInt8]] = []
    let padding = [UInt8](repeating: 0x61, count: offset)
    for first in interesting {
      for second in interesting {
        for third in [0x41, 0x80, 0x8E, 0x9F, 0xA8, 0xBF] as [UInt8] {
          for tail in [[], [0x80]] as [[UInt8]] {
            let bytes = padding + [first, second, third] + tail
            if !agree(bytes) { wrong.append(bytes) }
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("the survey agrees with the standard library about texts with one byte changed")
  func changedByte() {
    var random = SystemRandomNumberGenerator()
    let text = Array("Договор о партнёрстве — 조약, \u{1F1F0}\u{1F1F5}, “treaty” ".utf8)
    let texts = (0..<3000).map { _ in
      var bytes = Array((text + text + text).dropFirst(Int.random(in: 0..<80, using: &random)))
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      return bytes
    }
    #expect(texts.filter { !agree($0) }.isEmpty)
  }

  @Test("the cleaner gives valid text that its survey calls clean")
  func cleaner() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let bytes = (0..<40).map { _ in UInt8.random(in: 0x20...0xFF, using: &random) }
      let cleaned = UTF8Cleaner.clean(bytes)
      #expect(Bytes.kind(of: cleaned) != .unclean, "\(bytes)")
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
