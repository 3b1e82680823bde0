import Matching
import Statements

/// What no single file shows.
extension ConfigurationReader {
  mutating func compileTopics() {
    let (topics, problems) = TopicSet.compile(configuration.topicFiles)
    configuration.topics = topics
    report(problems)
  }

  mutating func checkWhole() {
    let whole = Location(wholeOf: configuration.path)
    // Only where none compiles the files are read again: one with a mistake is declared all the same.
    if configuration.topics.topics.isEmpty, TopicFile.declaredTopics(in: configuration.topicFiles).isEmpty {
      report([
        Problem(
          at: whole,
          "no topic: include a file whose name ends in .topic and has one, or nothing can ever fire")
      ])
    }
    if configuration.receivers.isEmpty {
      report([Problem(.warning, at: whole, "no receiver: alerts are recorded and told to nobody")])
    }
    if configuration.feeds.isEmpty {
      report([Problem(.warning, at: whole, "no feed: there is nothing to watch")])
    }
    if configuration.settings.contact == nil,
      configuration.feeds.contains(where: { $0.url.hasPrefix("http") })
    {
      report([
        Problem(
          .warning, at: whole, "no contact: write 'contact: you@example.org', so that sites can reach you")
      ])
    }
    for (receiver, names) in topicNames { checkTopics(of: receiver, names) }
  }

  mutating func checkFiles() {
    let whole = Location(wholeOf: configuration.path)
    var owners = FileOwners(configuration.settings, read: configuration.files.keys)
    if let metrics = configuration.settings.metrics,
      let mistake = owners.take(metrics, as: "the metrics are written to")
    {
      report([Problem(at: whole, "metrics: \(mistake)")])
      configuration.settings.metrics = nil
    }
    for receiver in configuration.receivers {
      guard let path = receiver.file, let name = receiverNames[receiver.name],
        let mistake = owners.take(path, as: "another receiver writes to")
      else { continue }
      report([Problem(at: name, mistake)])
      configuration.drop(receiver)
    }
  }

  private mutating func checkTopics(of receiver: String, _ names: SourceText) {
    let compiled = Set(configuration.topics.topics + [TopicSet.operational])
    let missing = StatementParts.list(names).filter { !compiled.contains($0.text) }
    if missing.isEmpty { return }
    // A topic with a mistake is declared all the same.
    let known = TopicFile.declaredTopics(in: configuration.topicFiles).union([TopicSet.operational])
    let unknown = missing.filter { !known.contains($0.text) }
    if unknown.isEmpty { return }
    for name in unknown {
      report([Problem(at: name, "unknown topic \(name.text)" + hint(for: name.text, among: known))])
    }
    guard let doubtful = configuration.receivers.first(where: { $0.name == receiver }) else { return }
    configuration.doubtfulReceivers.append(doubtful)
    configuration.drop(doubtful)
  }
}

extension ConfigurationReader {
  /// Only so many times, for each looks at all names, and a report shows no more mistakes.
  private mutating func hint(for name: String, among known: Set<String>) -> String {
    guard suggestionsLeft > 0 else { return "" }
    suggestionsLeft -= 1
    let names = known.sorted()
    let hint = Suggestion.hint(for: name, among: names)
    return hint.isEmpty ? "; \(Suggestion.inventory(of: names))" : hint
  }
}

extension Configuration {
  /// Takes a receiver out, and its statement for a mistake.
  fileprivate mutating func drop(_ receiver: Receiver) {
    receivers.removeAll { $0.name == receiver.name }
    goodStatements.removeAll { $0.kind == "receiver" && $0.name == receiver.name }
  }
}
