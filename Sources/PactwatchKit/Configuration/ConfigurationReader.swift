import Matching
package import Posix
import Statements

/// Reads the configuration file and all that it includes, and collects every mistake on the way.
///
/// A file whose name ends in `.topic` holds concepts, topics and their tests and is read by `Matching`;
/// every other file holds settings, feeds and receivers.
package struct ConfigurationReader {
  var configuration: Configuration
  /// Where each name was given first, as `feed NAME` or `receiver NAME`.
  private var places: [String: Location] = [:]
  private var addresses: [String: Location] = [:]
  /// Where receivers are named.
  var receiverNames: [String: SourceText] = [:]
  /// What receivers list as their topics.
  var topicNames: [String: SourceText] = [:]
  /// How many misspelt names may still be compared with all known ones.
  var suggestionsLeft = ProblemReport.most

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
    if !file.problems.isEmpty { configuration.mayHideFiles = true }
    let (folder, place) = (FilePath.folder(of: path), FilePath.absolute(path))
    for statement in file.statements { read(statement, folder: folder, in: place, depth: depth) }
  }

  /// - Parameter place: the absolute path of the file.
  private mutating func read(_ statement: Statement, folder: String, in place: String, depth: Int) {
    if Self.mayInclude(statement) { configuration.mayHideFiles = true }
    switch statement.keyword.text {
    case _ where statement.isSetting:
      guard statement.keyword.text == SettingReader.repeatable || isFirst(statement, "") else { return }
      report(SettingReader.read(statement, into: &configuration.settings, folder: folder))
    case "include": include(statement, folder: folder, depth: depth)
    case "feed":
      let (feed, problems) = FeedStatement.read(statement, folder: folder)
      report(problems)
      if let feed, isFirst(statement, feed.name) { add(feed, statement, in: place) }
    case "receiver":
      let (receiver, problems) = ReceiverStatement.read(statement, folder: folder)
      report(problems)
      if let receiver, isFirst(statement, receiver.name) { add(receiver, statement, in: place) }
    case "concept", "topic", "test":
      report([
        Problem(at: statement.keyword, "write this into a file whose name ends in .topic, and include that")
      ])
    default: report([Problem(at: statement.keyword, Self.unknown(statement.keyword.text))])
    }
  }

  /// Whether a mistake in its words may have made another statement of an include: it is unknown, or swallowed one as its entry.
  private static func mayInclude(_ statement: Statement) -> Bool {
    let word = statement.keyword.text
    let known = statement.isSetting ? SettingReader.names : statements
    let entries = statement.entries.flatMap { $0.key.text.split(separator: " ").prefix(1) }
    return !known.contains(word)
      || entries.contains { $0 == "include" || Suggestion.closest(to: String($0), among: ["include"]) != nil }
  }

  private static let statements = ["include", "feed", "receiver"]

  private static func unknown(_ word: String) -> String {
    if let setting = Suggestion.closest(to: word, among: SettingReader.names), setting != word {
      return "unknown statement \(word) (did you mean \(setting):?)"
    }
    if SettingReader.names.contains(word) { return "write a colon behind \(word)" }
    return "unknown statement \(word)"
      + Suggestion.hint(for: word, among: statements + SettingReader.names)
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

  private mutating func add(_ feed: Feed, _ statement: Statement, in place: String) {
    if let place = addresses[feed.url] {
      report([
        Problem(
          .warning, at: statement.arguments, "another feed has the same address",
          notes: ["it is at \(place.description); write it once"])
      ])
    }
    addresses[feed.url] = statement.keyword.location
    configuration.feeds.append(feed)
    configuration.goodStatements.append(GoodStatement(statement, name: feed.name, file: place))
  }

  private mutating func add(_ receiver: Receiver, _ statement: Statement, in place: String) {
    configuration.receivers.append(receiver)
    receiverNames[receiver.name] = statement.arguments
    if let names = statement.entries.first(where: { $0.key.text == "topics" }) {
      topicNames[receiver.name] = names.value
    }
    configuration.goodStatements.append(GoodStatement(statement, name: receiver.name, file: place))
  }

  // MARK: Included files

  private mutating func include(_ statement: Statement, folder: String, depth: Int) {
    let pattern = statement.arguments
    if let entry = statement.entries.first {
      reportHiding(at: entry.key, "include has no entries; move this to the margin")
    }
    guard !pattern.text.isEmpty else {
      return reportHiding(
        at: statement.keyword, "include needs a file or a pattern such as feeds/*.feeds")
    }
    guard depth < Self.depthLimit else {
      return reportHiding(at: pattern, "files include each other more than \(Self.depthLimit) deep")
    }
    do {
      let paths = try Directories.paths(matching: FilePath.resolve(pattern.text, in: folder))
      // A warning would let everything that stood there go silently.
      if paths.isEmpty {
        reportHiding(at: pattern, "no file matches this; mend the pattern or take the line out")
      }
      for path in paths where configuration.files[path] == nil {
        includeFile(path, from: pattern, depth: depth)
      }
    } catch {
      reportHiding(at: pattern, error.message)
    }
  }

  private mutating func includeFile(_ path: String, from pattern: SourceText, depth: Int) {
    do {
      read(path, try Files.read(path, limit: Self.fileLimit), depth: depth + 1)
    } catch {
      configuration.brokenFiles.insert(path)
      reportHiding(at: pattern, error.message)
    }
  }

  /// Of mistakes that keep a file from being read.
  private mutating func reportHiding(at place: SourceText, _ message: String) {
    configuration.mayHideFiles = true
    report([Problem(at: place, message)])
  }

  mutating func report(_ problems: [Problem]) {
    configuration.problems += problems
    for problem in problems where problem.severity == .error {
      configuration.brokenFiles.insert(problem.location.file)
    }
  }
}

extension GoodStatement {
  fileprivate init(_ statement: Statement, name: String, file: String) {
    self.init(kind: statement.keyword.text, name: name, file: file, text: statement.text)
  }
}
