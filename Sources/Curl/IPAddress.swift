import Glibc

/// An IPv4 or IPv6 address as a number.
package enum IPAddress: Sendable, Hashable {
  case v4(UInt32)
  case v6(UInt128)

  /// Reads the usual notations of inet_pton(3); nil for anything else. A zone (`%eth0`) is dropped.
  package init?(_ text: String) {
    let text = text.prefix { $0 != "%" }
    if let bytes = Self.bytes(of: String(text), family: AF_INET, count: 4) {
      self.init(bytes: bytes[...])
    } else if let bytes = Self.bytes(of: String(text), family: AF_INET6, count: 16) {
      self.init(bytes: bytes[...])
    } else {
      return nil
    }
  }

  /// Reads 4 or 16 bytes in network order.
  init?(bytes: ArraySlice<UInt8>) {
    switch bytes.count {
    case 4: self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
    case 16: self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
    default: return nil
    }
  }

  private static func bytes(of text: String, family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe inet_pton(family, text, buffer.baseAddress)
    }
    return result == 1 ? bytes : nil
  }

  /// The IPv4 address that an IPv6 address stands for, where it is of a kind that carries one; otherwise itself.
  ///
  /// Mapped (RFC 4291, 2.5.5.2), NAT64 (RFC 6052) and 6to4 (RFC 3056): what is reached is the IPv4 address.
  package var unwrapped: IPAddress {
    guard case .v6(let bits) = self else { return self }
    let low = UInt32(truncatingIfNeeded: bits)
    if bits >> 32 == 0xffff { return .v4(low) }
    if bits >> 32 == 0x0064_ff9b << 64 { return .v4(low) }
    if bits >> 112 == 0x2002 { return .v4(UInt32(truncatingIfNeeded: bits >> 80)) }
    return self
  }
}

extension IPAddress: CustomStringConvertible {
  package var description: String {
    switch self {
    case .v4(let bits): Self.text(of: bits, width: 4, family: AF_INET)
    case .v6(let bits): Self.text(of: bits, width: 16, family: AF_INET6)
    }
  }

  private static func text(of bits: some FixedWidthInteger, width: Int, family: Int32) -> String {
    let bytes = (0..<width).reversed().map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let capacity = socklen_t(text.count)
    _ = unsafe inet_ntop(family, bytes, &text, capacity)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
