internal import Curl

/// Why a message did not arrive, and what follows from it.
struct DeliveryFailure: Error, Equatable {
  /// Continues "HOST: "; without secrets and without words of the server.
  var reason: String
  /// Whether the receiver certainly did not take it. Otherwise the same message must be sent again, under the same key.
  var isCertain = true
  /// Whether the receiver's other messages would fail as well: they wait for the next run.
  var stopsReceiver = true
  /// Whether it is the contents of this message that the server does not take.
  var isRefusal: Bool { isCertain && !stopsReceiver }
  /// How long the server wants to be left alone, in milliseconds.
  var retryAfter: Int?

  /// From a transfer that failed. What fails before the request is sent has certainly not arrived.
  init(_ error: TransferError) {
    reason = error.description
    isCertain =
      switch error {
      case .nameNotFound, .nameTimeout, .blockedAddress, .refused, .unreachable, .connectTimeout, .tls,
        .tlsTimeout, .proxy:
        true
      default: false
      }
  }

  /// From a reply; nil where it says that the message was taken. `now` is in milliseconds since 1970.
  ///
  /// A gateway that gives up on its server (504), or a server that fails behind the door, may have taken the message:
  /// only a clear refusal is certain.
  init?(_ response: HTTPResponse, from target: any WebTarget, now: Int) {
    if (200...299).contains(response.status) {
      guard let objection = target.objection(to: response.body) else { return nil }
      reason = objection
      return
    }
    reason = Self.explanation(of: response.status)
    isCertain = Self.isRefusal(response.status)
    // What one message is refused for does not concern the next one.
    stopsReceiver = ![400, 413, 422].contains(response.status)
    retryAfter = response.headers["retry-after"].flatMap { RetryAfter.milliseconds($0, now: now) }
  }

  private static func isRefusal(_ status: Int) -> Bool {
    (300...399).contains(status) || [400, 401, 403, 404, 410, 413, 422, 429].contains(status)
  }

  private static func explanation(of status: Int) -> String {
    switch status {
    case 300...399: "it answers \(status), a redirect; put in the address that it leads to"
    case 400, 413, 422: "it refuses the message with \(status)"
    case 401, 403: "it answers \(status): it does not accept us; is the secret right?"
    case 404, 410: "it answers \(status): there is no such webhook; was it removed?"
    case 408, 425, 429: "it answers \(status): too many or too slow messages"
    case 500...599: "it answers \(status): the server has a problem of its own"
    default: "it answers \(status)"
    }
  }
}
