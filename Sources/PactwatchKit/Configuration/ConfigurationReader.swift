import Matching
package import Posix
import Statements

/// Reads the configuration file and all that it includes, and collects every mistake on the way.
///
/// A file whose name ends in `.topic` holds concepts, topics and their tests and is read by `Matching`;
/// every other file holds settings, feeds and receivers.
package struct ConfigurationReader {
  private var configuration: Configuration
  /// Where each name was given first, as `feed NAME` or `receiver NAME`.
  private var places: [String: Location] = [:]
  private var addresses: [String: Location] = [:]
  /// Where receivers are named.
  private var receiverNames: [String: SourceText] = [:]
  /// What receivers list as their topics.
  private var topicNames: [String: SourceText] = [:]

  /// A configuration file is written by people; more bytes than this are not.
  package static let fileLimit = 16 << 20
  /// Files that include each other in a chain longer than this are a mistake.
  private static let depthLimit = 8

  /// - Throws: where the file itself cannot be read; all other mistakes are problems of the result.
  package static func read(_ path: String) throws(PosixError) -> Configuration {
    var reader = ConfigurationReader(configuration: Configuration(path: path))
    let bytes = try Files.read(path, limit: fileLimit)
    reader.read(path, bytes, depth: 0)
    reader.checkFiles()
    reader.compileTopics()
    reader.checkWhole()
    return reader.configuration
  }

  // MARK: What no single file shows

  private mutating func compileTopics() {
    let (topics, problems) = TopicSet.compile(configuration.topicFiles)
    configuration.topics = topics
    report(problems)
  }

  private mutating func checkWhole() {
    let whole = Location(wholeOf: configuration.path)
    if TopicFile.declaredTopics(in: configuration.topicFiles).isEmpty {
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

  private mutating func checkFiles() {
    let whole = Location(wholeOf: configuration.path)
    var owners = FileOwners(configuration.settings, read: configuration.files.keys)
    if let metrics = configuration.settings.metrics,
      let mistake = owners.take(metrics, as: "the metrics are written to")
    {
      report([Problem(at: whole, "metrics: \(mistake)")])
      configuration.settings.metrics = nil
    }
    for receiver in configuration.receivers {
      guard case .file(let path, _) = receiver.kind, let name = receiverNames[receiver.name],
        let mistake = owners.take(path, as: "another receiver writes to")
      else { continue }
      report([Problem(at: name, mistake)])
      configuration.receivers.removeAll { $0.name == receiver.name }
      configuration.goodStatements.removeAll { $0.kind == "receiver" && $0.name == receiver.name }
    }
  }

  private mutating func checkTopics(of receiver: String, _ names: SourceText) {
    let compiled = configuration.topics.topics + [TopicSet.operational]
    let missing = StatementParts.list(names).filter { !compiled.contains($0.text) }
    if missing.isEmpty { return }
    // A topic with a mistake is declared all the same.
    let known = TopicFile.declaredTopics(in: configuration.topicFiles).sorted() + [TopicSet.operational]
    let unknown = missing.filter { !known.contains($0.text) }
    if unknown.isEmpty { return }
    for name in unknown {
      report([Problem(at: name, "unknown topic \(name.text)" + Suggestion.hint(for: name.text, among: known))]
      )
    }
    configuration.doubt(receiver)
  }

  private init(configuration: Configuration) {
    self.configuration = configuration
  }

  private mutating func read(_ path: String, _ bytes: [UInt8], depth: Int) {
    configuration.files[path] = bytes
    if path.hasSuffix(".topic") {
      configuration.topicFiles.append(TopicFile(path: path, bytes: bytes))
      return
    }
    let file = StatementReader.read(path: path, bytes: bytes)
    report(file.problems)
    for statement in file.statements { read(statement, in: path, depth: depth) }
  }

  private mutating func read(_ statement: Statement, in path: String, depth: Int) {
    let folder = FilePath.folder(of: path)
    switch statement.keyword.text {
    case _ where statement.isSetting:
      guard statement.keyword.text == SettingReader.repeatable || isFirst(statement, "") else { return }
      report(SettingReader.read(statement, into: &configuration.settings, folder: folder))
    case "include": include(statement, folder: folder, depth: depth)
    case "feed":
      let (feed, problems) = FeedStatement.read(statement, folder: folder)
      report(problems)
      if let feed, isFirst(statement, feed.name) { add(feed, statement, path) }
    case "receiver":
      let (receiver, problems) = ReceiverStatement.read(statement, folder: folder)
      report(problems)
      if let receiver, isFirst(statement, receiver.name) { add(receiver, statement, path) }
    case "concept", "topic", "test":
      report([
        Problem(at: statement.keyword, "write this into a file whose name ends in .topic, and include that")
      ])
    default: report([Problem(at: statement.keyword, Self.unknown(statement.keyword.text))])
    }
  }

  private static func unknown(_ word: String) -> String {
    if let setting = Suggestion.closest(to: word, among: SettingReader.names), setting != word {
      return "unknown statement \(word) (did you mean \(setting):?)"
    }
    if SettingReader.names.contains(word) { return "write a colon behind \(word)" }
    return "unknown statement \(word)" + Suggestion.hint(for: word, among: ["include", "feed", "receiver"])
  }

  // MARK: Feeds and receivers

  private mutating func isFirst(_ statement: Statement, _ name: String) -> Bool {
    let key = name.isEmpty ? statement.keyword.text : "\(statement.keyword.text) \(name)"
    if let place = places[key] {
      report([
        Problem(
          at: statement.arguments, "\(key) stands twice", notes: ["the first is at \(place.description)"])
      ])
      return false
    }
    places[key] = statement.keyword.location
    return true
  }

  private mutating func add(_ feed: Feed, _ statement: Statement, _ path: String) {
    if let place = addresses[feed.url] {
      report([
        Problem(
          .warning, at: statement.arguments, "another feed has the same address",
          notes: ["it is at \(place.description); write it once"])
      ])
    }
    addresses[feed.url] = statement.keyword.location
    configuration.feeds.append(feed)
    configuration.goodStatements.append(GoodStatement(statement, name: feed.name, file: path))
  }

  private mutating func add(_ receiver: Receiver, _ statement: Statement, _ path: String) {
    configuration.receivers.append(receiver)
    receiverNames[receiver.name] = statement.arguments
    if let names = statement.entries.first(where: { $0.key.text == "topics" }) {
      topicNames[receiver.name] = names.value
    }
    configuration.goodStatements.append(GoodStatement(statement, name: receiver.name, file: path))
  }

  // MARK: Included files

  private mutating func include(_ statement: Statement, folder: String, depth: Int) {
    let pattern = statement.arguments
    guard !pattern.text.isEmpty else {
      return report([
        Problem(at: statement.keyword, "include needs a file or a pattern such as feeds/*.feeds")
      ])
    }
    guard depth < Self.depthLimit else {
      return report([Problem(at: pattern, "files include each other more than \(Self.depthLimit) deep")])
    }
    do {
      let paths = try Directories.paths(matching: FilePath.resolve(pattern.text, in: folder))
      // A warning would let everything that stood there go silently.
      if paths.isEmpty {
        report([Problem(at: pattern, "no file matches this; mend the pattern or take the line out")])
      }
      for path in paths where configuration.files[path] == nil {
        includeFile(path, from: pattern, depth: depth)
      }
    } catch {
      report([Problem(at: pattern, error.message)])
    }
  }

  private mutating func includeFile(_ path: String, from pattern: SourceText, depth: Int) {
    do {
      read(path, try Files.read(path, limit: Self.fileLimit), depth: depth + 1)
    } catch {
      configuration.brokenFiles.insert(path)
      report([Problem(at: pattern, error.message)])
    }
  }

  private mutating func report(_ problems: [Problem]) {
    configuration.problems += problems
    for problem in problems where problem.severity == .error {
      configuration.brokenFiles.insert(problem.location.file)
    }
  }
}

extension Configuration {
  /// Takes a receiver's statement for a mistake.
  fileprivate mutating func doubt(_ name: String) {
    doubtfulReceivers += receivers.filter { $0.name == name }
    receivers.removeAll { $0.name == name }
    goodStatements.removeAll { $0.kind == "receiver" && $0.name == name }
  }
}

extension GoodStatement {
  fileprivate init(_ statement: Statement, name: String, file: String) {
    self.init(kind: statement.keyword.text, name: name, file: file, text: statement.text)
  }
}
