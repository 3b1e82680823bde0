package import Curl

/// What the configuration says once for the whole agent.
package struct Settings: Sendable, Equatable {
  /// The folder of the state; only one run at a time works in it.
  package var state = defaultState
  /// The database in it.
  package var stateFile: String { "\(state)/\(Store.fileName)" }
  /// What a run holds while it works in it.
  package var lockFile: String { "\(state)/lock" }
  /// Where the service keeps it.
  package static let defaultState = "/var/lib/pactwatch"
  /// A mail address or web page, told to every site in the User-Agent.
  package var contact: String?
  /// Seconds between two starts to one host.
  package var gap = 1.0
  /// What pushed receivers are told of the matches that a feed brings at first sight.
  package var backlog = Backlog.digest
  /// Prefixes of private addresses that feeds and webhooks may reach: `127.0.0.1/32`.
  package var allowPrivate: [AddressPrefix] = []

  package enum Backlog: String, Sendable, CaseIterable {
    /// Nothing; the log has it all.
    case none
    /// One message with what was published in the last 24 hours.
    case digest
    /// Everything, as if it were new.
    case all
  }

  /// Through which everything is asked; none where it is not given, whatever the environment says.
  package var proxy: WebURL?

  /// The file that every run writes its numbers to, for Prometheus.
  package var metrics: String?
  /// The address of a dead man's switch that is told of every run.
  package var ping: Secret?

  var addressPolicy: AddressPolicy { AddressPolicy(allowing: allowPrivate) }

  package init() {}
}
