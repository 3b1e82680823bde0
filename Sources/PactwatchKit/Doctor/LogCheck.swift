internal import JSON
internal import Posix

/// What a log and its rotated files hold, against what the state says that they do.
struct LogCheck {
  /// Lines that are torn, there twice or missing.
  private(set) var lines: [String] = []
  /// Lines that say something else than the state.
  private(set) var contents: [String] = []
  private let path: String
  /// By the alert's id.
  private var found: [String: JSONValue] = [:]

  /// More violations than these tell nothing more.
  private static let most = 10

  /// Nil for what is no JSON log.
  init?(_ receiver: Receiver, _ store: Store) throws(StoreError) {
    guard case .file(let path, .json) = receiver.kind else { return nil }
    self.path = path
    let log = [path].filter(Files.isRegular)
    for file in RotatedLog(path).rotatedFiles + log { read(file) }
    let delivered = try store.deliveries(DeliveryFilter(receiver: receiver.name, states: [.delivered]))
    // What a rotation has thrown away is gone on purpose.
    let first = found.values.compactMap { $0["seq"]?.integer }.min() ?? .max
    let missing = delivered.filter { $0.sequence >= first && found[$0.alert] == nil }
    lines += missing.prefix(Self.most).map { "alert \($0.sequence) is delivered, but not in \(path)" }
    if found.isEmpty, lines.isEmpty, let last = delivered.last, Files.exists(path) {
      lines.append("\(path) and its rotated files are empty, but alert \(last.sequence) is delivered there")
    }
    try compare(with: store)
  }

  private mutating func read(_ file: String) {
    var number = 0
    do throws(RotatedLogError) {
      let isWhole = try RotatedLog.readLines(of: file) { line in
        number += 1
        take(line, number, of: file)
      }
      if !isWhole { lines.append("\(file) ends within a line") }
    } catch {
      lines.append(error.message)
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int, of file: String) {
    guard let value = try? JSONValue.read(Array(line)).value, let id = value["id"]?.string else {
      return lines.append("line \(number) of \(file) is no alert")
    }
    if found.updateValue(value, forKey: id) != nil { lines.append("alert \(id) is in \(path) twice") }
  }

  /// A later version may say more of an alert, but nothing else.
  private mutating func compare(with store: Store) throws(StoreError) {
    let numbers = found.values.compactMap { $0["seq"]?.integer }
    guard var next = numbers.min(), let last = numbers.max() else { return }
    while next <= last {
      let batch = try store.alerts(from: next, limit: Self.batchSize)
      for recorded in batch { compare(recorded) }
      guard let end = batch.last?.sequence else { return }
      next = end + 1
    }
  }

  private mutating func compare(_ recorded: RecordedAlert) {
    let expected = AlertJSON.value(of: recorded)
    let members = found[recorded.alert.id]?.object ?? []
    guard let wrong = members.first(where: { expected[$0.name] != $0.value }), contents.count < Self.most
    else {
      return
    }
    contents.append("alert \(recorded.sequence) has another \(wrong.name) in \(path) than in the state")
  }

  private static let batchSize = 500
}
