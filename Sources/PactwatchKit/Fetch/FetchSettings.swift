package import Curl

/// How feeds are asked for.
package struct FetchSettings: Sendable {
  /// Who asks, with an address that an annoyed site can write to.
  package var userAgent: HTTPHeader
  /// Over all hosts; beyond this more only costs memory.
  package var maxInFlight = 32
  /// Between two starts to one host.
  package var gap: Duration = .seconds(1)
  /// All feeds that are not done by then fail.
  package var deadline: Duration = .seconds(15 * 60)
  package var limits = TransferLimits()
  /// The decoded body.
  package var maxBodyBytes = 10 << 20
  package var addressPolicy = AddressPolicy()
  package var authorities = HTTPRequest.systemAuthorities
  /// For all that go through one.
  package var proxy: WebURL?
  /// Where the logins and headers of feeds are read from.
  package var secrets = SecretReader(credentials: nil)

  package init(userAgent: HTTPHeader) {
    self.userAgent = userAgent
  }

  /// As the configuration says.
  package init(_ settings: Settings) {
    self.init(userAgent: Self.userAgent(contact: settings.contact))
    gap = .seconds(settings.gap)
    addressPolicy = settings.addressPolicy
    proxy = settings.proxy
    secrets = SecretReader()
  }

  /// `pactwatch/1.2.3 (+ops@example.org)`; without a contact only the first half.
  package static func userAgent(contact: String?) -> HTTPHeader {
    let contact = contact.map { " (+\($0))" } ?? ""
    return HTTPHeader("User-Agent", cleaning: "pactwatch/\(Version.current)\(contact)")
  }
}
