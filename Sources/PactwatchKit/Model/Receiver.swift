/// A named destination of alerts: one `receiver` statement of the configuration.
package struct Receiver: Sendable, Equatable {
  package var name: String
  package var kind: Kind
  /// The topics it is told about; all of them where the statement names none.
  package var topics: Set<String>?
  /// More alerts than this in one run are told in one message.
  package var digestOver: Int

  package static let defaultDigestOver = 5

  package enum Kind: Sendable, Equatable {
    /// Lines appended to a file.
    case file(path: String, format: LineFormat)
    /// Standard Webhooks 1.0, signed where `secret` is given.
    case webhook(url: Secret, signing: Secret?)
    /// A Slack-compatible incoming webhook; its URL is the secret.
    case slack(url: Secret)
  }

  package enum LineFormat: String, Sendable, CaseIterable {
    /// JSON Lines, schema 1.
    case json
    /// One line a person reads.
    case plain
  }

  package init(
    name: String, kind: Kind, topics: Set<String>? = nil, digestOver: Int = defaultDigestOver
  ) {
    self.name = name
    self.kind = kind
    self.topics = topics
    self.digestOver = digestOver
  }

  /// Whether this receiver is told of matches of lower tier and of the backlog, one by one: only files are.
  package var isFile: Bool {
    if case .file = kind { true } else { false }
  }
}

/// Where a secret is kept. The configuration never holds the secret itself.
package enum Secret: Sendable, Equatable {
  /// A file of that name in `$CREDENTIALS_DIRECTORY`.
  case credential(String)
  /// A file by its absolute path.
  case file(String)
  /// A URL without a secret in it, written in the configuration.
  case plain(String)
}
