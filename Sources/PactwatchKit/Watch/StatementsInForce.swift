import Statements

/// The feeds and receivers of a run: those that are right, and the last good form of those that mistakes have hidden.
struct StatementsInForce {
  private(set) var feeds: [Feed]
  private(set) var receivers: [Receiver]
  /// Names of the statements that only their last good form keeps in force, as `feed NAME`.
  private(set) var kept: [String] = []

  /// Also remembers what is right now for later runs.
  init(_ configuration: Configuration, _ store: Store) throws(StoreError) {
    feeds = configuration.feeds
    receivers = configuration.receivers
    let right = Set(configuration.goodStatements.map(\.key))
    for statement in try store.allLastGood() where !right.contains(statement.key) {
      if configuration.mayHide(statement) {
        revive(statement)
      } else if !configuration.hasErrors {
        try store.removeLastGood(kind: statement.kind, name: statement.name)
      }
    }
    let names = Set(receivers.map(\.name))
    receivers += configuration.doubtfulReceivers.filter { !names.contains($0.name) }.map(\.forAllTopics)
    try store.saveLastGood(configuration.goodStatements)
  }

  private mutating func revive(_ good: GoodStatement) {
    let file = StatementReader.read(path: good.file, bytes: Array(good.text.utf8))
    guard let statement = file.statements.first else { return }
    let folder = FilePath.folder(of: good.file)
    if let feed = good.kind == "feed" ? FeedStatement.read(statement, folder: folder).feed : nil {
      feeds.append(feed)
      kept.append(good.key)
    }
    if let receiver = good.kind == "receiver"
      ? ReceiverStatement.read(statement, folder: folder).receiver : nil
    {
      receivers.append(receiver)
      kept.append(good.key)
    }
  }
}

extension Configuration {
  /// Whether a mistake may be why a statement is not there: in its file, or in the line that should include that file.
  fileprivate func mayHide(_ statement: GoodStatement) -> Bool {
    brokenFiles.contains(statement.file) || hasErrors && files[statement.file] == nil
  }
}

extension Receiver {
  /// Too much is told rather than too little.
  fileprivate var forAllTopics: Receiver {
    var receiver = self
    receiver.topics = nil
    return receiver
  }
}

extension GoodStatement {
  /// As messages name it: `feed NAME`.
  var key: String { "\(kind) \(name)" }
}
