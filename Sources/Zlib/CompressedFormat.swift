/// The three wrappings of a deflate stream (RFC 1950, 1951, 1952).
package enum CompressedFormat: Sendable, Equatable {
  case gzip
  case zlib
  case rawDeflate

  /// What zlib takes for it: the window of 32 KiB, plus 16 for gzip, negated for no wrapping.
  var windowBits: Int32 {
    switch self {
    case .gzip: 15 + 16
    case .zlib: 15
    case .rawDeflate: -15
    }
  }

  /// Whether bytes begin as a gzip stream does (RFC 1952, 2.3.1).
  package static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1f, 0x8b])
  }

  /// Whether bytes begin as a zlib stream does: method 8, and a header that divides by 31 (RFC 1950, 2.2).
  package static func isZlib(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2, bytes[0] & 0x0f == 8 else { return false }
    return (Int(bytes[0]) << 8 | Int(bytes[1])).isMultiple(of: 31)
  }
}
