package import Curl

/// How receivers are told.
package struct DeliverySettings: Sendable {
  package var userAgent: HTTPHeader
  package var addressPolicy = AddressPolicy()
  package var authorities = HTTPRequest.systemAuthorities
  package var proxy: WebURL?
  /// Where secrets are read from.
  package var secrets: SecretReader
  /// For one message. Standard Webhooks asks for 15 to 30 seconds.
  package var messageTimeout: Duration = .seconds(20)
  /// For all messages of one receiver in one run; the rest waits for the next run.
  package var receiverTimeout: Duration = .seconds(60)

  package init(userAgent: HTTPHeader, secrets: SecretReader) {
    self.userAgent = userAgent
    self.secrets = secrets
  }
}

extension DeliverySettings {
  package init(_ settings: Settings) {
    self.init(
      userAgent: FetchSettings.userAgent(contact: settings.contact),
      secrets: SecretReader())
    addressPolicy = settings.addressPolicy
    proxy = settings.proxy
  }

  /// Without the proxy where a receiver goes around it.
  func reaching(_ receiver: Receiver) -> DeliverySettings {
    var settings = self
    if !receiver.usesProxy { settings.proxy = nil }
    return settings
  }
}
