internal import Curl

/// Where a web receiver is and what it speaks, with its secrets read.
struct WebAddress {
  let target: any WebTarget
  let url: WebURL

  /// The receiver is no file. The error tells where the secret is kept, and nothing of it.
  init(_ receiver: Receiver, _ secrets: SecretReader) throws(SecretError) {
    switch receiver.kind {
    case .file: throw SecretError(message: "it is a file and has no address")
    case .slack(let address): (target, url) = (SlackWebhook(), try Self.url(address, secrets))
    case .mattermost(let address): (target, url) = (MattermostWebhook(), try Self.url(address, secrets))
    case .webhook(let address, let signing):
      let secret: String? = if let signing { try secrets.read(signing) } else { nil }
      guard let webhook = StandardWebhook(secret: secret) else {
        throw SecretError(
          message: "its signing secret is not Base64; write it as whsec_ and the key in Base64")
      }
      (target, url) = (webhook, try Self.url(address, secrets))
    }
  }

  /// The reason why an address is none may repeat a part of it.
  private static func url(_ address: Secret, _ secrets: SecretReader) throws(SecretError) -> WebURL {
    let text = try secrets.read(address)
    guard let url = try? WebURL(text) else {
      throw SecretError(message: "its address is not a proper http or https address")
    }
    return url
  }
}
