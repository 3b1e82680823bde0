/// The messages that tell a receiver what it is due: an alert each, unless there are more than it wants to be told one by one.
struct MessagePlan {
  private(set) var messages: [WebMessage] = []

  init(_ due: [DueDelivery], digestOver: Int, longestDigest: Int, newKey: () -> String) {
    let single = due.filter { !$0.isForDigest }.map(\.recorded)
    let digested = due.filter(\.isForDigest).map(\.recorded)
    append(single, each: single.count > digestOver ? longestDigest : 1, newKey)
    append(digested, each: longestDigest, newKey)
  }

  /// One alert lends its own key to its message.
  private mutating func append(_ alerts: [RecordedAlert], each size: Int, _ newKey: () -> String) {
    for start in stride(from: 0, to: alerts.count, by: size) {
      let part = Array(alerts[start..<min(start + size, alerts.count)])
      messages.append(WebMessage(key: part.count == 1 ? part[0].alert.id : newKey(), alerts: part))
    }
  }
}
