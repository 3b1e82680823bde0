internal import Crypto
internal import Curl
package import Posix

/// Tells a dead man's switch that a run begins and how it ends: what healthchecks.io and those like it take.
///
/// They raise the alarm where nothing comes any more, which nothing on this machine could do.
/// See https://healthchecks.io/docs/http_api/: `ADDRESS/start`, `ADDRESS/STATUS`, both with one `rid`.
package struct HealthPing {
  private let address: String
  private let settings: Settings
  private let run: String

  /// Nil where the configuration names no address.
  ///
  /// - Throws: where the address cannot be read.
  package init?(_ settings: Settings, secrets: SecretReader, randomBytes: (Int) -> [UInt8])
    throws(SecretError)
  {
    guard let ping = settings.ping else { return nil }
    let text = try secrets.read(ping)
    address = text.hasSuffix("/") ? String(text.dropLast()) : text
    self.settings = settings
    run = Self.identifier(randomBytes(16))
  }

  /// Why it could not be told, without the address, which is a secret; nil where it was.
  package func begin() -> String? { tell("start") }

  package func end(_ status: ExitStatus) -> String? {
    // What waits is tried again: no reason to wake anybody.
    tell(status == .temporary ? "0" : String(status.rawValue))
  }

  private func tell(_ event: String) -> String? {
    guard let url = try? WebURL("\(address)/\(event)?rid=\(run)") else {
      return "ping: its address is not a proper http or https address"
    }
    var request = HTTPRequest(url: url, addressPolicy: settings.addressPolicy)
    request.headers = [FetchSettings.userAgent(contact: settings.contact)]
    request.proxy = settings.proxy
    request.limits.connect = .seconds(3)
    request.limits.total = .seconds(5)
    request.limits.bodyBytes = 4 << 10
    request.limits.cutsBody = true
    let queue = TransferQueue()
    queue.add(request, id: 0)
    while !queue.isEmpty {
      guard let completion = queue.next(within: .milliseconds(500)) else { continue }
      return Self.problem(completion.result)
    }
    return nil
  }

  private static func problem(_ result: Result<HTTPResponse, TransferError>) -> String? {
    switch result {
    case .success(let response) where (200...299).contains(response.status): nil
    case .success(let response): "ping: the server answers with status \(response.status)"
    case .failure(let error): "ping: \(error.description)"
    }
  }

  /// A random UUID (RFC 9562 section 5.4) of 16 random bytes.
  static func identifier(_ bytes: [UInt8]) -> String {
    var text = ""
    for (index, byte) in bytes.prefix(16).enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      let value = index == 6 ? byte & 0x0F | 0x40 : index == 8 ? byte & 0x3F | 0x80 : byte
      text += Hexadecimal.encode([value])
    }
    return text
  }
}
