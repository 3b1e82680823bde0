internal import Crypto

/// 128 bits of a SHA-256 that stand for some texts; no publisher makes two lists of texts share them by accident.
struct Fingerprint: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  init(_ texts: String...) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 1 })
    for text in texts {
      bytes += text.utf8
      // Texts hold no NUL, so no other list of texts gives the same bytes.
      bytes.append(0)
    }
    self.init(bytes: SHA256.hash(bytes)[...])
  }

  /// From its first 16 bytes; missing ones are zero.
  init(bytes: ArraySlice<UInt8>) {
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    high = number(bytes.prefix(8))
    low = number(bytes.dropFirst(8).prefix(8))
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    for number in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
      }
    }
    return bytes
  }
}
