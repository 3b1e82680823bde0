import FeedParsing
import JSON
import PactwatchKit
import Posix

/// `pactwatch deliveries`: the outbox, and what a person does about it.
enum DeliveriesCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let filter = DeliveryFilter(
        receiver: arguments.value("receiver"), alert: arguments.value("alert"),
        states: try states(arguments) ?? DeliveryState.allCases)
      switch arguments.operands.first ?? "list" {
      case "list":
        return OpenedState.use(arguments, locking: false) { state in
          try requireReceiver(filter, state)
          return try list(filter, state, arguments)
        }
      case "retry":
        return OpenedState.use(arguments, locking: true) { state in
          try requireReceiver(filter, state)
          return report(
            try state.store.retry(filter, files: files(state)), "will be sent by the next run",
            none: "none of these is dead or dropped; what is pending goes with the next run")
        }
      case "drop":
        // Without a name it would drop everything that waits.
        guard filter.receiver != nil || filter.alert != nil else {
          throw CommandFailure(usage: "say what to drop: --receiver NAME, --alert NUMBER, or both")
        }
        return OpenedState.use(arguments, locking: true) { state in
          try requireReceiver(filter, state)
          return report(
            try state.store.drop(filter, files: files(state)), "dropped; no run sends them any more",
            none: "none of these is still to be told")
        }
      case let word: throw CommandFailure(usage: "'\(word)' is none of list, retry, drop")
      }
    } catch {
      return error.status
    }
  }

  /// A misspelt name would look like one for which nothing waits.
  private static func requireReceiver(_ filter: DeliveryFilter, _ state: OpenedState) throws {
    guard let name = filter.receiver else { return }
    let configured = state.configuration.receivers.map(\.name)
    let known = configured + (try state.store.deliveryReceivers()).filter { !configured.contains($0) }
    guard known.contains(name) else { throw CommandFailure(unknown: "receiver", name, among: known) }
  }

  private static func files(_ state: OpenedState) -> Set<String> {
    Set(state.configuration.receivers.filter(\.isFile).map(\.name))
  }

  /// Nil where no states are asked for.
  private static func states(_ arguments: Arguments) throws(CommandFailure) -> [DeliveryState]? {
    guard let text = arguments.value("state") else { return nil }
    if text == "all" { return DeliveryState.allCases }
    let states = text.split(separator: ",").map { DeliveryState(rawValue: String($0)) }
    let known = states.compactMap(\.self)
    guard known.count == states.count, !known.isEmpty else {
      let names = DeliveryState.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(usage: "--state takes 'all', or some of \(names), with commas between them")
    }
    return known
  }

  private static func report(_ count: Int, _ what: String, none: String) -> ExitStatus {
    Terminal.message(count == 0 ? none : "\(RunReport.count(count, "delivery", "deliveries")) \(what)")
    return .ok
  }

  private static func list(
    _ filter: DeliveryFilter, _ state: OpenedState, _ arguments: Arguments
  ) throws(StoreError) -> ExitStatus {
    var filter = filter
    // Those that need a look.
    if !arguments.has("state") { filter.states = [.pending, .sending, .dead] }
    let records = try state.store.deliveries(filter)
    let holds = holds(state.configuration.receivers, now: Clock.system.now())
    for record in records {
      let hold = record.state == .pending ? holds[record.receiver] : nil
      Terminal.print(arguments.has("json") ? json(record, hold).text : line(record, hold))
    }
    if records.isEmpty {
      let names = filter.states.map(\.rawValue)
      let rest = names.dropLast().joined(separator: ", ")
      Terminal.message("no delivery is \(rest)\(rest.isEmpty ? "" : " or ")\(names.last ?? "")")
    }
    return .ok
  }

  /// What holds the alerts of receivers whose quiet hours it is.
  private static func holds(_ receivers: [Receiver], now: Int) -> [String: String] {
    let quiet = receivers.compactMap { receiver in receiver.quiet.map { (receiver.name, $0) } }
    return Dictionary(
      quiet.filter { $0.1.contain(now) }.map { ($0.0, $0.1.hold) }, uniquingKeysWith: { first, _ in first })
  }

  /// `17  newsroom  dead  2 tries  2026-01-01 00:00 UTC  treaty  The title  (why it failed)`.
  private static func line(_ record: DeliveryRecord, _ hold: String?) -> String {
    let reason = (record.lastError ?? record.reason ?? hold).map { "  (\($0))" } ?? ""
    let tries = RunReport.count(record.attempts, "try", "tries")
    let title = CleanText.singleLine(record.title, limit: 80)
    return "\(record.sequence)  \(record.receiver)  \(record.state.rawValue)  \(tries)  "
      + "\(FeedDate.rfc3339(record.time))  \(record.topic)  \(title)\(reason)"
  }

  private static func json(_ record: DeliveryRecord, _ hold: String?) -> JSONValue {
    .object(pairs: [
      ("seq", .integer(record.sequence)), ("alert", .string(record.alert)),
      ("receiver", .string(record.receiver)), ("state", .string(record.state.rawValue)),
      ("attempts", .integer(record.attempts)),
      ("time", .string(FeedDate.rfc3339WithMilliseconds(record.time))),
      ("topic", .string(record.topic)), ("title", .string(CleanText.singleLine(record.title))),
      ("error", .optional(record.lastError)), ("reason", .optional(record.reason ?? hold)),
    ])
  }
}
