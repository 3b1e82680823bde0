/// What one request tells a receiver: an alert, or several in a digest.
struct WebMessage: Equatable {
  /// Never changes, however often it is sent: receivers tell repeats by it.
  var key: String
  /// In their order; never empty.
  var alerts: [RecordedAlert]
  /// Whether it was sent before and nobody knows what became of it: then it stays as it is.
  var mayHaveArrived = false
  /// Whether its usual form was refused: title and link alone, without any markup.
  var isMinimal = false
  /// How often it was sent.
  var attempts = 0

  init(key: String, alerts: [RecordedAlert], mayHaveArrived: Bool = false, attempts: Int = 0) {
    self.key = key
    self.alerts = alerts
    self.mayHaveArrived = mayHaveArrived
    self.attempts = attempts
  }

  /// One alert lends its own key to its message.
  init(_ alerts: [RecordedAlert], newKey: () -> String) {
    self.init(key: alerts.count == 1 ? alerts[0].alert.id : newKey(), alerts: alerts)
  }

  /// Two messages that tell the same together; none where there is one alert only.
  func halves(_ newKey: () -> String) -> [WebMessage] {
    if alerts.count < 2 { return [] }
    let middle = alerts.count / 2
    return [alerts[..<middle], alerts[middle...]].map { part in
      var half = WebMessage(Array(part), newKey: newKey)
      half.mayHaveArrived = mayHaveArrived
      return half
    }
  }

  /// When the last of it was recorded: the same bytes each time it is sent.
  var time: Int { alerts.last?.alert.time ?? 0 }
}

/// A kind of web receiver: how it wants to be told, and what it says when it has understood.
protocol WebTarget {
  var traits: TargetTraits { get }
  /// How many of these alerts, counted from the first, one message can tell; at least one.
  func capacity(for alerts: ArraySlice<RecordedAlert>) -> Int
  /// The body, as JSON. The same message always gives the same bytes.
  func body(of message: WebMessage) -> [UInt8]
  /// What is sent beside the usual headers; `now` is in milliseconds since 1970.
  func headers(of message: WebMessage, body: [UInt8], now: Int) -> [(name: String, value: String)]
  /// What the body of a reply objects to, whatever its status says; nil where it has nothing to say.
  func objection(to body: [UInt8], isError: Bool) -> DeliveryFailure?
}

extension WebTarget {
  /// What readers are told of a message that may come twice where the receiver cannot tell by its key.
  func repeatNote(of message: WebMessage) -> String? {
    message.mayHaveArrived && !traits.isIdempotent
      ? "possible repeat: it was sent before, and nobody knows whether it arrived" : nil
  }

  func headers(of message: WebMessage, body: [UInt8], now: Int) -> [(name: String, value: String)] { [] }
}
