internal import Crypto
internal import FeedParsing
internal import JSON

/// A receiver of Standard Webhooks 1.0 (https://www.standardwebhooks.com).
struct StandardWebhook: WebTarget {
  let traits = TargetTraits.webhook
  /// While a key is being replaced there are two: each signs.
  let keys: [[UInt8]]

  /// `secret` has one or more keys in Base64, with or without `whsec_`, separated by white space; nil where one is not.
  init?(secret: String?) {
    let words = secret?.split(whereSeparator: \.isWhitespace) ?? []
    let keys = words.compactMap { word in
      Base64.decode(String(word.hasPrefix(Self.prefix) ? word.dropFirst(Self.prefix.count) : word))
    }
    guard keys.count == words.count, keys.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.keys = keys
  }

  private static let prefix = "whsec_"

  func capacity(for alerts: ArraySlice<RecordedAlert>) -> Int { alerts.count }

  func body(of message: WebMessage) -> [UInt8] {
    let alerts = message.alerts.map {
      message.isMinimal ? AlertJSON.minimal(of: $0) : AlertJSON.value(of: $0)
    }
    let isDigest = alerts.count > 1
    let digest = JSONValue.object(pairs: [("count", .integer(alerts.count)), ("alerts", .array(alerts))])
    return JSONValue.object(pairs: [
      ("type", .string(isDigest ? "pactwatch.digest" : "pactwatch.alert")),
      ("timestamp", .string(FeedDate.rfc3339WithMilliseconds(message.time))),
      ("data", isDigest ? digest : alerts.first ?? .null),
    ]).serialized
  }

  func headers(of message: WebMessage, body: [UInt8], now: Int) -> [(name: String, value: String)] {
    let timestamp = String(now / 1_000)
    let signed = Array("\(message.key).\(timestamp).".utf8) + body
    let signatures = keys.map { "v1," + Base64.encode(SHA256.authenticationCode(of: signed, key: $0)) }
    let headers = [("webhook-id", message.key), ("webhook-timestamp", timestamp)]
    return keys.isEmpty ? headers : headers + [("webhook-signature", signatures.joined(separator: " "))]
  }

  /// The status is all that counts.
  func objection(to body: [UInt8], isError: Bool) -> DeliveryFailure? { nil }
}
