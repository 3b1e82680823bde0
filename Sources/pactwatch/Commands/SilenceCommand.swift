import FeedParsing
import Matching
import PactwatchKit
import Posix

/// `pactwatch silence`: no messages about a topic or feed, or to a receiver, until a time.
enum SilenceCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    if arguments.operands.isEmpty && !arguments.has("lift") {
      return OpenedState.use(arguments, locking: false) { try list($0.store) }
    }
    do throws(CommandFailure) {
      let (kind, name) = try subject(arguments)
      if arguments.has("lift") {
        return OpenedState.use(arguments, locking: true) { try lift(kind, name, $0.store) }
      }
      let silence = Silence(kind, name, until: try end(arguments, now: Clock.system.now()))
      return OpenedState.use(arguments, locking: true) { try begin(silence, $0) }
    } catch {
      return error.status
    }
  }

  private static func subject(_ arguments: Arguments) throws(CommandFailure) -> (Silence.Kind, String) {
    if arguments.operands.isEmpty {
      throw CommandFailure(usage: "say what to lift: topic, feed or receiver, and its name")
    }
    guard arguments.operands.count == 2, let kind = Silence.Kind(rawValue: arguments.operands[0]) else {
      throw CommandFailure(usage: "say what is to be silent: topic, feed or receiver, and its name")
    }
    return (kind, arguments.operands[1])
  }

  /// A silence has an end: one that was forgotten would be a watch that says nothing.
  private static func end(_ arguments: Arguments, now: Int) throws(CommandFailure) -> Int {
    if arguments.has("for") && arguments.has("until") {
      throw CommandFailure(usage: "--for and --until are two ends; give one of them")
    }
    let end: Int? = if let span = try span(arguments) { now + span } else { try moment(arguments) }
    guard let end else {
      throw CommandFailure(usage: "say how long: --for 30min, 8h or 3d, or --until 2026-11-23T07:00Z")
    }
    guard end > now else {
      throw CommandFailure(usage: "\(AlertLine.minutes(end)) is over; a silence ends at a time to come")
    }
    guard end - now <= longest else {
      throw CommandFailure(
        usage: "a silence lasts at most a year; what is never wanted, leave out of 'topics:' of the receiver")
    }
    return end
  }

  private static func span(_ arguments: Arguments) throws(CommandFailure) -> Int? {
    guard let text = arguments.value("for") else { return nil }
    if let span = TimeSpan.parse(text), span > 0 { return span }
    throw CommandFailure(usage: "--for takes a number with its unit: 30min, 8h or 3d")
  }

  private static func moment(_ arguments: Arguments) throws(CommandFailure) -> Int? {
    guard let text = arguments.value("until") else { return nil }
    if let moment = FeedDate.parse(text) { return moment }
    throw CommandFailure(
      usage:
        "--until takes a date with a time, in UTC or with its zone: 2026-11-23T07:00Z, 2026-11-23T08:00+01:00"
    )
  }

  /// Whoever sets a longer one will have forgotten it.
  private static let longest = 366 * TimeSpan.day

  private static func begin(_ silence: Silence, _ state: OpenedState) throws -> ExitStatus {
    let configuration = state.configuration
    let known: [String] =
      switch silence.kind {
      case .topic: configuration.topics.topics + [TopicSet.operational]
      case .feed: configuration.feeds.map(\.name)
      case .receiver: configuration.receivers.filter { !$0.isFile }.map(\.name)
      }
    if silence.kind == .receiver,
      configuration.receivers.contains(where: { $0.name == silence.name && $0.isFile })
    {
      throw CommandFailure(
        usage: "receiver \(silence.name) is a file: files are told everything, and never silent")
    }
    guard known.contains(silence.name) else {
      throw CommandFailure(unknown: silence.kind.rawValue, silence.name, among: known)
    }
    try state.store.begin(silence, now: Clock.system.now())
    Terminal.print(line(silence))
    return .ok
  }

  private static func lift(_ kind: Silence.Kind, _ name: String, _ store: Store) throws(StoreError)
    -> ExitStatus
  {
    let isLifted = try store.lift(kind, name)
    Terminal.message(
      isLifted ? "\(kind.rawValue) \(name) is told again" : "there is no silence of \(kind.rawValue) \(name)")
    return isLifted ? .ok : .noInput
  }

  private static func list(_ store: Store) throws(StoreError) -> ExitStatus {
    let silences = try store.silences(now: Clock.system.now())
    for silence in silences { Terminal.print(line(silence)) }
    if silences.isEmpty { Terminal.message("nothing is silent") }
    return .ok
  }

  private static func line(_ silence: Silence) -> String {
    "\(silence.kind.rawValue) \(silence.name) is silent until \(AlertLine.minutes(silence.until))"
  }
}
