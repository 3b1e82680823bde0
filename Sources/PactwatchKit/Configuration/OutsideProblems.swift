import Curl
import Posix

/// What keeps a feed or receiver from its work on this machine although its statement is right.
package struct OutsideProblem: Sendable, Equatable {
  /// `feed NAME` or `receiver NAME`.
  package var subject: String
  /// One sentence: what is wrong and what to do.
  package var message: String
  /// Whether it may work all the same, or will once the machine is set up.
  package var isWarning: Bool
}

/// Finds what a configuration without mistakes may still run into on this machine: for `pactwatch check`.
package struct OutsideProblems {
  private let secrets: SecretReader
  private let policy: AddressPolicy

  /// - Parameter credentials: `$CREDENTIALS_DIRECTORY`, which is set only while the service runs.
  package static func all(of configuration: Configuration, credentials: String?) -> [OutsideProblem] {
    let check = OutsideProblems(
      secrets: SecretReader(credentials: credentials), policy: configuration.settings.addressPolicy)
    let feeds = configuration.feeds.flatMap { feed in
      let access = check.problems(
        of: feed.access, isService: credentials != nil, isSecure: feed.url.hasPrefix("https:"))
      return ([check.problem(of: feed).map(Finding.fatal)].compactMap(\.self) + access).map {
        $0.problem(of: "feed \(feed.name)")
      }
    }
    let receivers = configuration.receivers.flatMap { receiver in
      check.problems(of: receiver.kind, isService: credentials != nil).map {
        $0.problem(of: "receiver \(receiver.name)")
      }
    }
    return feeds + receivers
  }

  /// What the access to a feed may run into.
  private func problems(of access: FeedAccess, isService: Bool, isSecure: Bool) -> [Finding] {
    let secrets = [access.login, access.headers].compactMap(\.self)
    let file = access.authorities.flatMap {
      Files.isRegular($0) ? nil : Finding.fatal("its ca file \($0) is not there")
    }
    let listener =
      access.hasSecret && !isSecure
      ? Finding.warning("its login or headers go over http, where everybody on the way can read them") : nil
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

  private func problems(of kind: Receiver.Kind, isService: Bool) -> [Finding] {
    switch kind {
    case .file(let path, _):
      let folder = FilePath.folder(of: path)
      // The package makes the folder of the shipped configuration; a checkout has none.
      return Files.exists(folder)
        ? [] : [.warning("the folder \(folder) is not there; the run does not create it")]
    case .slack(let address), .mattermost(let address):
      return addressProblems(of: address, isService: isService)
    case .webhook(let address, let signing):
      return addressProblems(of: address, isService: isService)
        + (signing.map { keyProblems(of: $0, isService: isService) } ?? [])
    }
  }

  private func addressProblems(of secret: Secret, isService: Bool) -> [Finding] {
    problems(of: secret, isService: isService) { problem(ofAddress: $0) }
  }

  private func keyProblems(of secret: Secret, isService: Bool) -> [Finding] {
    problems(of: secret, isService: isService) { key in
      let isKey = key.hasPrefix("whsec_") && StandardWebhook(secret: key) != nil
      return isKey ? nil : "its signing secret is not whsec_ and a key in Base64"
    }
  }

  /// A credential cannot be looked at outside of the service.
  private func problems(
    of secret: Secret, isService: Bool, content: (String) -> String?
  ) -> [Finding] {
    if case .credential = secret, !isService { return [] }
    do throws(SecretError) {
      let text = try secrets.read(secret)
      return [content(text).map(Finding.fatal), secrets.warning(about: secret).map(Finding.warning)]
        .compactMap(\.self)
    } catch {
      return [.fatal(error.message)]
    }
  }

  /// What is wrong, before it is known with what.
  private enum Finding {
    /// It cannot be used.
    case fatal(String)
    case warning(String)

    func problem(of subject: String) -> OutsideProblem {
      switch self {
      case .fatal(let message): OutsideProblem(subject: subject, message: message, isWarning: false)
      case .warning(let message): OutsideProblem(subject: subject, message: message, isWarning: true)
      }
    }
  }
}
