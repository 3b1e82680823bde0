import PactwatchKit
import Posix

/// `pactwatch test-receiver`: do alerts arrive?
enum TestReceiverCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let configuration = try LoadedConfiguration.read(arguments).get()
      LoadedConfiguration.tellProblems(of: configuration)
      let receivers = try chosen(arguments, configuration.receivers)
      let outcomes = ReceiverTest(settings: DeliverySettings(configuration.settings)).run(receivers)
      for row in table(outcomes) { Terminal.print(row) }
      return outcomes.allSatisfy { $0.problem == nil } ? .ok : .unavailable
    } catch {
      return error.status
    }
  }

  private static func chosen(
    _ arguments: Arguments, _ receivers: [Receiver]
  ) throws(CommandFailure) -> [Receiver] {
    guard arguments.has("all") != !arguments.operands.isEmpty else {
      throw CommandFailure(usage: "name one receiver, or test all of them with --all")
    }
    guard let name = arguments.operands.first else { return receivers }
    let found = receivers.filter { $0.name == name }
    if found.isEmpty { throw CommandFailure(unknown: "receiver", name, among: receivers.map(\.name)) }
    return found
  }

  private static func table(_ outcomes: [ReceiverTest.Outcome]) -> [String] {
    let width = outcomes.map(\.receiver.count).max() ?? 0
    let kindWidth = outcomes.map(\.kind.count).max() ?? 0
    return outcomes.map { outcome in
      let result = outcome.problem.map { "failed  \($0)" } ?? "ok"
      return "\(Help.pad(outcome.receiver, to: width))  \(Help.pad(outcome.kind, to: kindWidth))  \(result)"
    }
  }
}
