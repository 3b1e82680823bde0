package import Matching
package import Statements

/// What the operator and the analysts wrote, as far as it is right, and what is wrong with the rest.
package struct Configuration: Sendable {
  package var path: String
  package var settings = Settings()
  package var feeds: [Feed] = []
  package var receivers: [Receiver] = []
  /// Receivers that name a topic which does not exist: told of all topics unless their last good form is known.
  package var doubtfulReceivers: [Receiver] = []
  package var topicFiles: [TopicFile] = []
  /// What compiles of the topic files.
  package var topics = TopicSet.compile([TopicFile]()).0
  package var problems: [Problem] = []
  /// The text of each feed and receiver statement that is right.
  package var goodStatements: [GoodStatement] = []
  /// The files with mistakes, and those that could not be read.
  package var brokenFiles: Set<String> = []
  /// The text of every file by its path, to show problems with.
  package var files: [String: [UInt8]] = [:]

  /// The topic files with a mistake, and those that could not be read: nobody knows which topics they hold.
  package var brokenTopicFiles: [String] { brokenFiles.filter { $0.hasSuffix(".topic") }.sorted() }

  /// The absolute paths of all other files with a mistake, and of those that could not be read.
  var brokenStatementFiles: Set<String> {
    Set(brokenFiles.filter { !$0.hasSuffix(".topic") }.map(FilePath.absolute))
  }

  /// Whether a mistake stands where a file may have been included: nobody knows what that file holds.
  package var mayHideFiles = false

  /// Whether a mistake may hide topics: in a topic file, or where one may have been included.
  package var mayHideTopics: Bool { mayHideFiles || topicFiles.isEmpty || !brokenTopicFiles.isEmpty }

  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// A feed or receiver statement in a form that can be kept and read again.
package struct GoodStatement: Sendable, Equatable {
  package var kind: String
  package var name: String
  /// The absolute path of the file it stands in; relative paths in it start there.
  package var file: String
  package var text: String
}

extension TopicFile {
  /// The names of all topics that files declare, right or wrong.
  package static func declaredTopics(in files: [TopicFile]) -> Set<String> {
    let statements = files.flatMap { StatementReader.read(path: $0.path, bytes: $0.bytes).statements }
    return Set(
      statements.filter { $0.keyword.text == "topic" }.compactMap { StatementParts($0).words.first?.text })
  }
}
