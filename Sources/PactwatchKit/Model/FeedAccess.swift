package import Curl

/// What a feed is asked with beyond what every feed is. It goes to the origin of the configured address and to no other.
package struct FeedAccess: Sendable, Equatable {
  /// Holds `user:password` for basic authentication (RFC 7617).
  package var login: Secret?
  /// Holds header lines, `Name: value`.
  package var headers: Secret?
  /// A PEM file with the authorities that vouch for its server, in place of the system's.
  package var authorities: String?
  /// The keys that its server may have; then its certificate does not matter.
  package var pinnedKeys: [PinnedKey] = []
  /// Whether it is asked through the proxy that the configuration names.
  package var usesProxy = true

  package init() {}

  /// Whether a secret goes along, which nobody on the way may read.
  package var hasSecret: Bool { login != nil || headers != nil }
}
