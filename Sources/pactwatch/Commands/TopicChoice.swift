import Matching
import PactwatchKit
import Posix
import Statements

/// The topics that `match` and `explain` ask: of a folder, of a configuration, or the shipped ones.
struct TopicChoice {
  let topics: TopicSet
  /// Whether a file has mistakes; they have been told, and what is right of it is asked.
  let hasErrors: Bool
  /// The folder of the shipped topics, where nobody named others.
  private(set) var shipped: String?

  /// Those of the folder that is named, else those of a configuration, given or named, else the shipped ones.
  init(_ arguments: Arguments, of configuration: Configuration? = nil) throws(CommandFailure) {
    if let folder = arguments.value("topics") {
      try self.init(folder: folder)
    } else if let configuration {
      LoadedConfiguration.tellProblems(of: configuration)
      self.init(topics: configuration.topics, hasErrors: configuration.hasErrors)
    } else if arguments.has("config") {
      try self.init(arguments, of: try LoadedConfiguration.read(arguments).get())
    } else {
      let folder = try Self.shippedFolder()
      try self.init(folder: folder)
      shipped = folder
    }
  }

  private init(topics: TopicSet, hasErrors: Bool) {
    self.topics = topics
    self.hasErrors = hasErrors
  }

  /// Those of a folder.
  init(folder: String) throws(CommandFailure) {
    let files = try Self.files(in: folder)
    let (topics, problems) = TopicSet.compile(files)
    Self.tell(problems, files)
    self.init(topics: topics, hasErrors: problems.contains { $0.severity == .error })
  }

  private static func tell(_ problems: [Problem], _ files: [TopicFile]) {
    if problems.isEmpty { return }
    let texts = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    Terminal.report(ProblemReport(problems, in: texts).text)
  }

  /// In a checkout, or where they are installed.
  private static func shippedFolder() throws(CommandFailure) -> String {
    let folders = ["etc/pactwatch/topics", "/etc/pactwatch/topics"]
    if let folder = folders.first(where: { Files.exists($0) }) { return folder }
    Terminal.message("the shipped topics are not installed; name --config or --topics")
    throw CommandFailure(status: .noInput)
  }

  private static func files(in folder: String) throws(CommandFailure) -> [TopicFile] {
    do throws(PosixError) {
      var files: [TopicFile] = []
      for path in try Directories.paths(matching: folder + "/*.topic") {
        files.append(TopicFile(path: path, bytes: try Files.read(path, limit: ConfigurationReader.fileLimit)))
      }
      if !files.isEmpty { return files }
      Terminal.message("\(folder) has no file whose name ends in .topic; name the folder with --topics DIR")
    } catch {
      Terminal.message(error.message)
    }
    throw CommandFailure(status: .noInput)
  }
}
