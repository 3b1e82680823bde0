import Curl
import Posix

/// What a configuration without mistakes may still run into on this machine, a sentence each: for `pactwatch check`.
package struct OutsideProblems {
  private let secrets: SecretReader
  private let policy: AddressPolicy

  /// - Parameter credentials: `$CREDENTIALS_DIRECTORY`, which is set only while the service runs.
  package static func all(of configuration: Configuration, credentials: String?) -> [String] {
    let check = OutsideProblems(
      secrets: SecretReader(credentials: credentials), policy: configuration.settings.addressPolicy)
    let feeds = configuration.feeds.flatMap { feed in
      let access = check.problems(
        of: feed.access, isService: credentials != nil, isSecure: feed.url.hasPrefix("https:"))
      return ([check.problem(of: feed)].compactMap(\.self) + access).map { "feed \(feed.name): \($0)" }
    }
    let receivers = configuration.receivers.flatMap { receiver in
      check.problems(of: receiver.kind, isService: credentials != nil).map {
        "receiver \(receiver.name): \($0)"
      }
    }
    return feeds + receivers
  }

  /// What the access to a feed may run into.
  private func problems(of access: FeedAccess, isService: Bool, isSecure: Bool) -> [String] {
    let secrets = [access.login, access.headers].compactMap(\.self)
    let file = access.authorities.flatMap { Files.isRegular($0) ? nil : "its ca file \($0) is not there" }
    let listener =
      access.hasSecret && !isSecure
      ? "its login or headers go over http, where everybody on the way can read them" : nil
    return secrets.flatMap { problems(of: $0, isService: isService) { _ in nil } }
      + [file, listener].compactMap(\.self)
  }

  private func problem(of feed: Feed) -> String? {
    let scheme = "file://"
    guard feed.url.hasPrefix(scheme) else { return problem(ofAddress: feed.url) }
    let path = String(feed.url.dropFirst(scheme.count))
    return Files.isRegular(path) ? nil : "\(path) is not there, or no plain file"
  }

  private func problem(ofAddress text: String) -> String? {
    guard let url = try? WebURL(text) else { return "its address is not a proper http or https address" }
    guard let address = url.hostAddress, !policy.permits(address) else { return nil }
    return "\(url.host) is a private address: list it under 'allow private:', or it is never asked"
  }

  private func problems(of kind: Receiver.Kind, isService: Bool) -> [String] {
    switch kind {
    case .file(let path, _):
      let folder = FilePath.folder(of: path)
      return Files.exists(folder) ? [] : ["the folder \(folder) is not there; the run does not create it"]
    case .slack(let address), .mattermost(let address):
      return addressProblems(of: address, isService: isService)
    case .webhook(let address, let signing):
      return addressProblems(of: address, isService: isService)
        + (signing.map { keyProblems(of: $0, isService: isService) } ?? [])
    }
  }

  private func addressProblems(of secret: Secret, isService: Bool) -> [String] {
    problems(of: secret, isService: isService) { problem(ofAddress: $0) }
  }

  private func keyProblems(of secret: Secret, isService: Bool) -> [String] {
    problems(of: secret, isService: isService) { key in
      let isKey = key.hasPrefix("whsec_") && StandardWebhook(secret: key) != nil
      return isKey ? nil : "its signing secret is not whsec_ and a key in Base64"
    }
  }

  /// A credential cannot be looked at outside of the service.
  private func problems(
    of secret: Secret, isService: Bool, content: (String) -> String?
  ) -> [String] {
    if case .credential = secret, !isService { return [] }
    do throws(SecretError) {
      return [content(try secrets.read(secret)), secrets.warning(about: secret)].compactMap(\.self)
    } catch {
      return [error.message]
    }
  }
}
