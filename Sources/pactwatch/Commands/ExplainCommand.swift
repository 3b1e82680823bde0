import Matching
import Posix

/// `explain`: why topics fire on items, or why not.
enum ExplainCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(PosixError) {
      let files = try TopicFiles(directory: arguments.value("topics") ?? TopicFiles.defaultDirectory)
      if !files.report.isEmpty { try StandardStream.error.write(files.report) }
      let input = try MatchInput.read(arguments)
      if !input.complaints.isEmpty { try StandardStream.error.write(input.complaints) }
      for item in input.items {
        let heading = item.content.title.isEmpty ? "" : "\(item.content.title)\n"
        try StandardStream.output.write(heading + files.topics.explain(item.content).text + "\n")
      }
      if files.hasErrors { return .configuration }
      return input.complaints.isEmpty ? .ok : .data
    } catch {
      return TopicFiles.status(of: error)
    }
  }
}
