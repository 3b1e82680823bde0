import Testing

@testable import FeedParsing

@Suite("Names")
struct XMLNameTests {
  @Test("names are the same whatever the case of their ASCII letters, wherever they stand in the document")
  func cases() {
    for byte in UInt8(0)...0xFF {
      let lower = byte &- 0x41 < 26 ? byte + 0x20 : byte
      let name = [byte, 0x61, byte] + [UInt8](repeating: byte, count: 9)
      let expected = XMLName(exactly: name.map { $0 == byte ? lower : $0 }, 0..<name.count)
      #expect(XMLName(name, 0..<name.count) == expected)
      #expect(XMLName(name + [UInt8](repeating: 0x5A, count: 16), 0..<name.count) == expected)
    }
  }

  @Test("a name that is too long is none that is known")
  func long() {
    let bytes = [UInt8](repeating: 0x61, count: 40)
    #expect(XMLName(bytes, 0..<17) == .unknown)
    #expect(XMLName(bytes, 0..<16) == XMLName(String(repeating: "A", count: 16)))
  }
}
