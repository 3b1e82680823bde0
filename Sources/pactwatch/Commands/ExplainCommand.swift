import JSON
import Matching
import PactwatchKit
import Posix

/// `pactwatch explain`: why topics fire on items, or why not.
enum ExplainCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let choice = try TopicChoice(arguments)
      if let item = try archivedItem(arguments) {
        explain(item, choice.topics)
        return choice.hasErrors ? .configuration : .ok
      }
      let input = try MatchInput(arguments)
      let isSound = input.readItems { explain($0.content, choice.topics) }
      if choice.hasErrors { return .configuration }
      return isSound ? .ok : .data
    } catch {
      return error.status
    }
  }

  private static func explain(_ item: MatchItem, _ topics: TopicSet) {
    if !item.title.isEmpty { Terminal.print(item.title) }
    Terminal.print(topics.explain(item).text)
  }

  /// The item of the archive, where the operand is its number in the log and not a file.
  private static func archivedItem(_ arguments: Arguments) throws(CommandFailure) -> MatchItem? {
    guard let name = arguments.operands.first, let row = Int(name), !Files.exists(name) else { return nil }
    let configuration = try LoadedConfiguration.read(arguments).get()
    let store = try Archive.open(configuration)
    do throws(StoreError) {
      if let item = try store.item(row: row) { return MatchItem(item) }
    } catch {
      throw Archive.failure(error)
    }
    Terminal.message("there is no item \(row) in \(store.path)")
    throw CommandFailure(status: .noInput)
  }
}
