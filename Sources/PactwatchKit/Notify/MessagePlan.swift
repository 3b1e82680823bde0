/// The messages that tell a receiver what it is due: an alert each, unless there are more than it wants to be told one by one.
struct MessagePlan {
  private(set) var messages: [WebMessage] = []

  /// `capacity` says how many of some alerts, at most `longestDigest`, one message can tell: none is counted as told that is
  /// not in its message.
  init(
    _ due: [DueDelivery], digestOver: Int, longestDigest: Int,
    capacity: (ArraySlice<RecordedAlert>) -> Int = \.count, newKey: () -> String
  ) {
    let single = due.filter { !$0.isForDigest }.map(\.recorded)
    let digested = due.filter(\.isForDigest).map(\.recorded)
    append(single, newKey) { single.count > digestOver ? capacity($0.prefix(longestDigest)) : 1 }
    append(digested, newKey) { capacity($0.prefix(longestDigest)) }
  }

  private mutating func append(
    _ alerts: [RecordedAlert], _ newKey: () -> String, size: (ArraySlice<RecordedAlert>) -> Int
  ) {
    var rest = alerts[...]
    while !rest.isEmpty {
      let part = Array(rest.prefix(max(1, size(rest))))
      rest = rest.dropFirst(part.count)
      messages.append(WebMessage(part, newKey: newKey))
    }
  }
}
