import Crypto
import Testing

@testable import PactwatchKit

@Suite struct FingerprintTests {
  @Test("a fingerprint is the start of a SHA-256 and survives its bytes")
  func bytes() {
    let fingerprint = Fingerprint("abc")
    // printf 'abc\0' | sha256sum
    #expect(Hexadecimal.encode(fingerprint.bytes) == "dc1114cd074914bd872cc1f9a23ec910")
    #expect(Fingerprint(bytes: fingerprint.bytes[...]) == fingerprint)
    #expect(Fingerprint(bytes: []).bytes == [UInt8](repeating: 0, count: 16))
  }

  @Test("the borders between texts count")
  func borders() {
    #expect(Fingerprint("ab", "c") != Fingerprint("a", "bc"))
    #expect(Fingerprint("ab") != Fingerprint("ab", ""))
  }
}
