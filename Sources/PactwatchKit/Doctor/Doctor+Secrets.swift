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

  /// Files in which a secret stands; which one it is, is not told.
  func leaks() -> Finding {
    var finding = Finding(promise: "no secret is in the state or in a log", violations: [])
    var words: [[UInt8]] = []
    for secret in receivers.flatMap(\.kind.secrets) + feeds.flatMap(\.access.secrets) {
      do {
        words += Self.words(of: try secrets.read(secret))
      } catch {
        finding.omissions.append("\(error.message): it was not looked for")
      }
    }
    let logs = receivers.compactMap { receiver -> String? in
      if case .file(let path, _) = receiver.kind { path } else { nil }
    }
    for path in [store.path, store.path + "-wal"] + logs where Files.exists(path) {
      do {
        let bytes = try Files.read(path, limit: Self.longestFile)
        if words.contains(where: bytes[...].contains) {
          finding.violations.append("a secret of a receiver or feed stands in \(path)")
        }
      } catch {
        finding.omissions.append("\(error.message): no secret was looked for there")
      }
    }
    return finding
  }

  /// What is secret in one: of an address all behind the host, of `user:password` and `Name: value` what is behind the colon.
  private static func words(of secret: String) -> [[UInt8]] {
    secret.split(whereSeparator: \.isWhitespace).map { text in
      let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
      if parts.count == 4 && parts[1].isEmpty { return Array(parts[3].utf8) }
      return Array((text.firstIndex(of: ":").map { text[$0...].dropFirst() } ?? text).utf8)
    }.filter { $0.count >= shortestSecret }
  }

  /// Anything shorter stands everywhere by chance.
  private static var shortestSecret: Int { 8 }
  private static var longestFile: Int { 1 << 30 }
}

extension Receiver.Kind {
  fileprivate var secrets: [Secret] {
    switch self {
    case .file: []
    case .slack(let url), .mattermost(let url): [url].filter(\.isKept)
    case .webhook(let url, let signing): ([url] + (signing.map { [$0] } ?? [])).filter(\.isKept)
    }
  }
}

extension FeedAccess {
  fileprivate var secrets: [Secret] { [login, headers].compactMap(\.self) }
}

extension Secret {
  /// Whether it is kept in a file, not written in the configuration for everybody to read.
  fileprivate var isKept: Bool {
    if case .plain = self { false } else { true }
  }
}
