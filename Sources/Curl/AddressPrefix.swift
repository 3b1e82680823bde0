/// A range of addresses, written `ADDRESS/LENGTH` (RFC 4632, RFC 4291 2.3), such as `10.1.0.0/16` or `fd00::/8`.
package struct AddressPrefix: Sendable, Hashable {
  private let address: IPAddress
  private let length: Int

  package init(_ text: String) throws(AddressPrefixError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ IPAddress(String($0)) }), !text.contains("%") else {
      throw AddressPrefixError("'\(text)' is not an address range; write it like 10.1.0.0/16 or fd00::/8")
    }
    guard parts.count == 2 else {
      throw AddressPrefixError(
        "'\(text)' has no prefix length; write \(text)/\(address.width) for this one address")
    }
    guard let length = Int(parts[1]), (0...address.width).contains(length), parts[1].first != "+" else {
      throw AddressPrefixError("'\(text)' needs a prefix length from 0 to \(address.width) after the slash")
    }
    let first = address.truncated(to: length)
    guard first == address else {
      throw AddressPrefixError("'\(text)' has bits after its prefix; write \(first)/\(length)")
    }
    self.address = address
    self.length = length
  }

  /// The range written in the source; it is known to be well-formed.
  init(_ address: IPAddress, _ length: Int) {
    self.address = address.truncated(to: length)
    self.length = length
  }

  package func contains(_ candidate: IPAddress) -> Bool {
    candidate.width == address.width && candidate.truncated(to: length) == address
  }
}

/// Why a text is not an address range, in a sentence that says what to write.
package struct AddressPrefixError: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension IPAddress {
  fileprivate var width: Int {
    switch self {
    case .v4: 32
    case .v6: 128
    }
  }

  /// The address with all bits after the first `length` cleared.
  fileprivate func truncated(to length: Int) -> IPAddress {
    switch self {
    case .v4(let bits): .v4(bits & ~(UInt32.max >> length))
    case .v6(let bits): .v6(bits & ~(UInt128.max >> length))
    }
  }
}
