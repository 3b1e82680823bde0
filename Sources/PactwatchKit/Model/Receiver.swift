package import Matching

/// A named destination of alerts: one `receiver` statement of the configuration.
package struct Receiver: Sendable, Equatable {
  package var name: String
  package var kind: Kind
  /// The topics it is told about; all of them where the statement names none.
  package var topics: Set<String>?
  /// The lowest tier that it is told of.
  package var atLeast: Tier
  package var quiet: QuietHours?
  /// More alerts than this in one run are told in one message.
  package var digestOver: Int

  /// How long to wait before each further try within a run, after a failure of the moment.
  package var quickTries: [Duration]

  /// Whether it is reached through the proxy that the configuration names.
  package var usesProxy = true

  package static let defaultDigestOver = 5
  package static let defaultQuickTries: [Duration] = [.seconds(1), .seconds(5), .seconds(30)]

  package enum Kind: Sendable, Equatable {
    /// Lines appended to a file.
    case file(path: String, format: LineFormat)
    /// Standard Webhooks 1.0, signed where `secret` is given.
    case webhook(url: Secret, signing: Secret?)
    /// A Slack-compatible incoming webhook; its URL is the secret.
    case slack(url: Secret)
    /// An incoming webhook of Mattermost; its URL is the secret.
    case mattermost(url: Secret)
  }

  package enum LineFormat: String, Sendable, CaseIterable {
    /// JSON Lines, schema 1.
    case json
    /// One line a person reads.
    case plain
  }

  package init(
    name: String, kind: Kind, topics: Set<String>? = nil, digestOver: Int = defaultDigestOver,
    atLeast: Tier? = nil, quiet: QuietHours? = nil, quickTries: [Duration] = defaultQuickTries
  ) {
    self.name = name
    self.kind = kind
    self.topics = topics
    self.digestOver = digestOver
    self.quickTries = quickTries
    self.quiet = quiet
    self.atLeast = .alert
    // Files are the record of everything.
    self.atLeast = atLeast ?? (isFile ? .possible : .alert)
  }

  /// The path of its file; nil where it is asked over the web.
  package var file: String? {
    if case .file(let path, _) = kind { path } else { nil }
  }

  /// Where its address on the web is kept; nil for a file.
  package var address: Secret? {
    switch kind {
    case .file: nil
    case .webhook(let url, _), .slack(let url), .mattermost(let url): url
    }
  }

  /// Whether it is told of the backlog, of what is silent and in quiet hours too: only files are.
  package var isFile: Bool { file != nil }

  /// Whether people read it one message after the other: then a run sends a few only.
  package var isChat: Bool {
    switch kind {
    case .slack, .mattermost: true
    case .file, .webhook: false
    }
  }

  /// Of a chat room in one run: so many single ones, and a digest above them.
  package var mostMessages: Int { max(1, digestOver) + 1 }
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
