import Matching
import PactwatchKit
import Posix

/// `pactwatch explain`: why topics fire on items, or why not.
enum ExplainCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      if let row = archivedRow(arguments) { return try explain(row: row, arguments) }
      let choice = try TopicChoice(arguments)
      if let folder = choice.shipped {
        Terminal.message("the topics are those in \(folder); --config or --topics names others", .information)
      }
      let input = try MatchInput(arguments)
      let isSound = input.readItems { explain($0.content, choice.topics) }
      return choice.hasErrors ? .configuration : isSound ? .ok : .data
    } catch {
      return error.status
    }
  }

  /// The number in the log, where the operand is one and no file.
  private static func archivedRow(_ arguments: Arguments) -> Int? {
    guard let name = arguments.operands.first, !Files.exists(name) else { return nil }
    return Int(name)
  }

  /// What is known of an item of the archive, and what the topics as they are now say about it.
  private static func explain(row: Int, _ arguments: Arguments) throws(CommandFailure) -> ExitStatus {
    let configuration = try LoadedConfiguration.read(arguments).get()
    let record = try record(of: row, try Archive.open(configuration))
    let choice = try TopicChoice(arguments, of: configuration)
    Terminal.print(ItemCard(record).text + "\n")
    Terminal.print("The topics as they are now say:\n")
    explain(MatchItem(record.archived.item), choice.topics)
    return choice.hasErrors ? .configuration : .ok
  }

  private static func record(of row: Int, _ store: Store) throws(CommandFailure) -> ItemRecord {
    do throws(StoreError) {
      if let record = try store.record(ofItem: row) { return record }
    } catch {
      throw Archive.failure(error)
    }
    Terminal.message("there is no item \(row) in \(store.path)")
    throw CommandFailure(status: .noInput)
  }

  private static func explain(_ item: MatchItem, _ topics: TopicSet) {
    if !item.title.isEmpty { Terminal.print(item.title) }
    Terminal.print(topics.explain(item).text)
  }
}
