internal import Curl

/// Why a message did not arrive, and what follows from it.
struct DeliveryFailure: Error, Equatable {
  /// Continues "HOST: "; without secrets and without words of the server.
  var reason: String
  var fault: Fault
  /// Whether the receiver certainly did not take it. Otherwise the same message must be sent again, under the same key.
  var isCertain = true
  /// How long the server wants to be left alone, in milliseconds.
  var retryAfter: Int?

  /// Whose fault it is.
  enum Fault: Sendable, Equatable {
    /// Of the moment: the network, the load. It may work later.
    case transient
    /// Of the receiver or its configuration: nothing arrives until somebody mends it.
    case receiver
    /// Of this message's contents: others may arrive.
    case message
  }

  init(_ reason: String, _ fault: Fault) {
    (self.reason, self.fault) = (reason, fault)
  }

  /// From a transfer that failed. What fails before the request is sent has certainly not arrived.
  init(_ error: TransferError) {
    reason = error.description
    switch error {
    // A certificate or an address that we do not trust is not trusted later either.
    case .tls, .blockedAddress: (fault, isCertain) = (.receiver, true)
    case .nameNotFound, .nameTimeout, .refused, .unreachable, .connectTimeout, .tlsTimeout, .proxy:
      (fault, isCertain) = (.transient, true)
    default: (fault, isCertain) = (.transient, false)
    }
  }

  /// From a reply; nil where it says that the message was taken. `now` is in milliseconds since 1970.
  init?(_ response: HTTPResponse, from target: any WebTarget, now: Int) {
    let isTaken = (200...299).contains(response.status)
    if let objection = target.objection(to: response.body, isError: !isTaken) {
      self = objection
    } else if isTaken {
      return nil
    } else {
      self.init(status: response.status)
    }
    retryAfter = RetryAfter.milliseconds(response, now: now)
  }

  /// From a status (RFC 9110 section 15) that is none of success.
  ///
  /// A gateway that gives up on its server, or a server that fails behind the door, may have taken the message: only a clear
  /// refusal is certain.
  private init(status: Int) {
    reason = "it answers \(status)"
    switch status {
    case 300...399:
      fault = .receiver
      reason += ", a redirect; put in the address that it leads to"
    case 400, 413, 422, 431:
      fault = .message
      reason = "it refuses the message with \(status)"
    case 401, 403:
      fault = .receiver
      reason += ": it does not accept us; is the secret right?"
    case 404, 410:
      fault = .receiver
      reason += ": there is no such webhook; was it removed?"
    case 408, 423, 425, 429, 503:
      fault = .transient
      isCertain = status != 408 && status != 425
      reason += status == 503 ? ": the server has a problem of its own" : ": too many or too slow messages"
    case 400...499: fault = .receiver
    // It says what it is not able to: nothing was taken, and waiting mends nothing.
    case 501, 505:
      fault = .receiver
      reason += ": it takes no messages in this way; is the address right?"
    case 500...599:
      (fault, isCertain) = (.transient, false)
      reason += ": the server has a problem of its own"
    default: (fault, isCertain) = (.transient, false)
    }
  }
}
