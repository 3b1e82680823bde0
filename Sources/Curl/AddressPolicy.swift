/// Which addresses may be connected to: the public ones, and the private ones that are listed.
///
/// A hostile feed or redirect must not make pactwatch a door to the network it runs in, so the question is asked about the
/// address of each connection, not about names.
package struct AddressPolicy: Sendable, Equatable {
  /// Ranges that are permitted although they are not public.
  package var allowed: [AddressPrefix]

  package init(allowing allowed: [AddressPrefix] = []) {
    self.allowed = allowed
  }

  package func permits(_ address: IPAddress) -> Bool {
    let reached = address.unwrapped
    return isAllowed(reached) || Self.isPublic(reached)
  }

  private func isAllowed(_ address: IPAddress) -> Bool {
    allowed.contains { $0.contains(address) }
  }

  private static func isPublic(_ address: IPAddress) -> Bool {
    switch address {
    case .v4: !special.contains { $0.contains(address) }
    // All unicast addresses that are in use on the internet; no list of special ones outside can forget any.
    case .v6: globalUnicast.contains(address) && !special.contains { $0.contains(address) }
    }
  }

  private static let globalUnicast = AddressPrefix(.v6(0x2000 << 112), 3)

  /// IANA's registries of special-purpose addresses, IPv4 (RFC 6890 and its updates) and IPv6 within 2000::/3.
  private static let special: [AddressPrefix] = [
    AddressPrefix(v4(0, 0, 0), 8),  // this network
    AddressPrefix(v4(10, 0, 0), 8),  // private
    AddressPrefix(v4(100, 64, 0), 10),  // shared by carriers for NAT
    AddressPrefix(v4(127, 0, 0), 8),  // loopback
    AddressPrefix(v4(169, 254, 0), 16),  // link-local, metadata services of clouds
    AddressPrefix(v4(172, 16, 0), 12),  // private
    AddressPrefix(v4(192, 0, 0), 24),  // protocol assignments
    AddressPrefix(v4(192, 0, 2), 24),  // documentation
    AddressPrefix(v4(192, 88, 99), 24),  // 6to4 relays, deprecated
    AddressPrefix(v4(192, 168, 0), 16),  // private
    AddressPrefix(v4(198, 18, 0), 15),  // benchmarks
    AddressPrefix(v4(198, 51, 100), 24),  // documentation
    AddressPrefix(v4(203, 0, 113), 24),  // documentation
    AddressPrefix(v4(224, 0, 0), 4),  // multicast
    AddressPrefix(v4(240, 0, 0), 4),  // reserved, broadcast
    AddressPrefix(.v6(0x2001 << 112), 23),  // protocol assignments, Teredo
    AddressPrefix(.v6(0x2001_0db8 << 96), 32),  // documentation
    AddressPrefix(.v6(0x3fff << 112), 20),  // documentation
  ]

  private static func v4(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> IPAddress {
    .v4(a << 24 | b << 16 | c << 8)
  }
}
