import Matching
import Posix
import Statements

/// The topic files of a directory, compiled, with what is wrong in them.
struct TopicFiles {
  let topics: TopicSet
  /// Empty, or all problems as compilers show them.
  let report: String
  let hasErrors: Bool

  /// Where the shipped topics stand: in a checkout, else where they are installed.
  static var defaultDirectory: String {
    let checkout = "etc/pactwatch/topics"
    return Files.exists(checkout) ? checkout : "/etc/pactwatch/topics"
  }

  /// A topic file is written by hand; none is larger.
  private static let largestFile = 1 << 20

  init(directory: String) throws(PosixError) {
    var files: [TopicFile] = []
    for path in try Directories.paths(matching: directory + "/*.topic") {
      files.append(TopicFile(path: path, bytes: try Files.read(path, limit: Self.largestFile)))
    }
    let (topics, problems) = TopicSet.compile(files)
    self.topics = topics
    hasErrors = problems.contains { $0.severity == .error }
    let texts = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    report = ProblemReport(files: texts).text(problems)
  }

  /// Says what could not be read or written, and how the command ends for it.
  static func status(of error: PosixError) -> ExitStatus {
    try? StandardStream.error.write("pactwatch: \(error.message)\n")
    return error.operation == "write to" ? .inputOutput : .noInput
  }
}
