internal import Curl

extension WebTarget {
  /// The request that tells a message; `now` is in milliseconds since 1970.
  func request(of message: WebMessage, to url: WebURL, _ settings: DeliverySettings, now: Int) -> HTTPRequest
  {
    let body = body(of: message)
    let fields = [("Content-Type", "application/json")] + headers(of: message, body: body, now: now)
    var limits = TransferLimits()
    limits.total = settings.messageTimeout
    // The status says whether the message was taken, however much is said beside it.
    limits.bodyBytes = longestReply
    limits.cutsBody = true
    return HTTPRequest(
      url: url, method: .post(body: body),
      headers: [settings.userAgent] + fields.compactMap { try? HTTPHeader($0.0, $0.1) }, limits: limits,
      addressPolicy: settings.addressPolicy, authorities: settings.authorities, proxy: settings.proxy)
  }
}

/// What is read of a reply, in bytes.
private let longestReply = 64 << 10
