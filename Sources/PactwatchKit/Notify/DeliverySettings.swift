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
  /// - Parameter credentials: `$CREDENTIALS_DIRECTORY`.
  package init(_ settings: Settings, credentials: String?) {
    self.init(
      userAgent: FetchSettings.userAgent(contact: settings.contact),
      secrets: SecretReader(credentials: credentials))
    addressPolicy = settings.addressPolicy
    proxy = settings.proxy
  }
}

/// What came of a delivery run.
package struct DeliverySummary: Sendable, Equatable {
  /// How many alerts were delivered, each receiver counted.
  package var delivered = 0
  /// How many alerts wait for the next run, each receiver counted.
  package var pending = 0
  /// How many of them wait only for the end of their receiver's quiet hours.
  package var held = 0
  /// How many alerts were refused for good in this run.
  package var dead = 0
  /// How many messages each web receiver has taken in the run.
  package var taken: [String: Int] = [:]
  package var problems: [DeliveryProblem] = []

  package init() {}
}

/// One receiver that could not be told everything.
package struct DeliveryProblem: Sendable, Equatable {
  package var receiver: String
  package var kind: Kind
  /// One sentence without its full stop and without secrets.
  package var message: String

  package enum Kind: Sendable, Equatable {
    /// The file cannot be opened or created.
    case cannotCreate
    /// The file cannot be written: a full disk, a broken one.
    case inputOutput
    /// The receiver does not answer as it should; the next run tries again.
    case temporary
    /// The secret or address of the receiver is not usable.
    case configuration
    /// Nothing is wrong now, but an alert may have been written twice.
    case repeated
  }
}
