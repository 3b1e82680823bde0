import Bytes
internal import Posix

extension Doctor {
  /// The example of the specification (https://github.com/standard-webhooks/standard-webhooks).
  func signatures() -> [String] {
    let target = StandardWebhook(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let message = WebMessage(key: "msg_p5jXN8AQM9LWM0D4loKWxJek", alerts: [])
    let headers = target?.headers(
      of: message, body: Array(#"{"test": 2432232314}"#.utf8), now: 1_614_265_330_000)
    let isRight = headers?.last?.value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    return isRight ? [] : ["the example of the specification gets another signature: is libcrypto in order?"]
  }

  /// Files in which a secret stands that can be read here; which one it is, is not told.
  func leaks() -> [String] {
    let secrets = receivers.flatMap { receiver in receiver.kind.secrets.flatMap(words) }
    let state = [store.path, store.path + "-wal"]
    let logs = receivers.compactMap { receiver -> String? in
      if case .file(let path, _) = receiver.kind { path } else { nil }
    }
    return (state + logs).compactMap { path in
      guard let bytes = try? Files.read(path, limit: Self.longestFile) else { return nil }
      return secrets.contains(where: bytes[...].contains) ? "a secret of a receiver stands in \(path)" : nil
    }
  }

  /// What is secret in one: each key, and of an address all behind the host.
  private func words(of secret: Secret) -> [[UInt8]] {
    if case .plain = secret { return [] }
    let texts = ((try? secrets.read(secret)) ?? "").split(whereSeparator: \.isWhitespace)
    return texts.map { text in
      let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
      return Array((parts.count == 4 && parts[1].isEmpty ? parts[3] : text).utf8)
    }.filter { $0.count >= Self.shortestSecret }
  }

  /// Anything shorter stands everywhere by chance.
  private static var shortestSecret: Int { 8 }
  private static var longestFile: Int { 1 << 30 }
}

extension Receiver.Kind {
  fileprivate var secrets: [Secret] {
    switch self {
    case .file: []
    case .slack(let url), .mattermost(let url): [url]
    case .webhook(let url, let signing): [url] + (signing.map { [$0] } ?? [])
    }
  }
}
