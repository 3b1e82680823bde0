import Matching
import Statements

/// The feeds and receivers of a run: those that are right, and the last good form of those that mistakes have hidden.
struct StatementsInForce {
  private(set) var feeds: [Feed]
  private(set) var receivers: [Receiver]
  /// The statements that only their last good form keeps in force.
  private(set) var kept: [GoodStatement] = []
  /// Why the run's numbers must not go where the configuration wants them.
  private(set) var metricsMistake: String?

  /// Also remembers what is right now for later runs, and forgets what was taken out.
  init(_ configuration: Configuration, _ store: Store) throws(StoreError) {
    feeds = configuration.feeds
    receivers = configuration.receivers
    let doubtful = configuration.doubtfulReceivers.map(\.forAllTopics)
    var owners = FileOwners(configuration.settings, read: configuration.files.keys)
    let mistakes = MistakenFiles(configuration)
    let right = Set(configuration.goodStatements.map(\.key))
    let last = try store.allLastGood()
    for statement in last where !right.contains(statement.key) {
      if mistakes.mayHide(statement), !configuration.hasRenamed(statement) {
        revive(statement, beside: doubtful, owners)
      } else {
        try store.removeLastGood(kind: statement.kind, name: statement.name)
      }
    }
    let names = Set(receivers.map(\.name))
    receivers += doubtful.filter { !names.contains($0.name) }
    for path in receivers.compactMap(\.file) { _ = owners.take(path, as: "a receiver writes to") }
    metricsMistake = configuration.settings.metrics.flatMap { owners.take($0, as: "the metrics go to") }
      .map { "metrics: \($0)" }
    let known = Dictionary(last.map { ($0.key, $0) }) { first, _ in first }
    try store.saveLastGood(configuration.goodStatements.filter { known[$0.key] != $0 })
  }

  private mutating func revive(_ statement: GoodStatement, beside doubtful: [Receiver], _ owners: FileOwners)
  {
    if let feed = statement.feed {
      feeds.append(feed)
      kept.append(statement)
    }
    if let receiver = statement.receiver {
      let isReplaced = doubtful.contains { $0.name != receiver.name && $0.replaces(receiver) }
      if isReplaced || receiver.file.map(owners.have) == true { return }
      receivers.append(receiver)
      kept.append(statement)
    }
  }
}

/// The files whose mistakes may be why a statement is not there.
private struct MistakenFiles {
  private let read: Set<String>
  private let broken: Set<String>

  init(_ configuration: Configuration) {
    read = Set(configuration.files.keys.map(FilePath.absolute))
    broken = configuration.brokenStatementFiles
  }

  /// A mistake in its own file hides a statement; where that was not read, one in any file that may include it.
  func mayHide(_ statement: GoodStatement) -> Bool {
    read.contains(statement.file) ? broken.contains(statement.file) : !broken.isEmpty
  }
}

extension Configuration {
  /// Whether a statement that is right does under another name what this one did.
  fileprivate func hasRenamed(_ statement: GoodStatement) -> Bool {
    if let feed = statement.feed { return feeds.contains { $0.url == feed.url } }
    if let receiver = statement.receiver { return receivers.contains { $0.replaces(receiver) } }
    return false
  }
}

extension GoodStatement {
  /// As messages name it: `feed NAME`.
  var key: String { "\(kind) \(name)" }

  fileprivate var feed: Feed? {
    kind == "feed"
      ? statement.flatMap { FeedStatement.read($0, folder: FilePath.folder(of: file)).feed } : nil
  }

  fileprivate var receiver: Receiver? {
    kind == "receiver"
      ? statement.flatMap { ReceiverStatement.read($0, folder: FilePath.folder(of: file)).receiver } : nil
  }

  private var statement: Statement? {
    StatementReader.read(path: file, bytes: Array(text.utf8)).statements.first
  }
}

extension Receiver {
  /// Too much is told rather than too little.
  fileprivate var forAllTopics: Receiver {
    var receiver = self
    receiver.topics = nil
    return receiver
  }

  /// Whether nothing is lost and all would be told twice if another one were in force beside it.
  ///
  /// Two may share a chat room and tell it of different topics; they cannot share a file.
  fileprivate func replaces(_ other: Receiver) -> Bool {
    if let file, let otherFile = other.file { return FileOwners.place(file) == FileOwners.place(otherFile) }
    return address != nil && address == other.address && tellsAll(of: other)
  }

  private func tellsAll(of other: Receiver) -> Bool {
    let hasTopics = topics.map { other.topics?.isSubset(of: $0) == true } ?? true
    return hasTopics && (atLeast == .possible || atLeast == other.atLeast)
  }
}
