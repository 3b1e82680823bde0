import Curl
import Matching
import Posix

/// What keeps a feed or receiver from its work on this machine although its statement is right.
package struct OutsideProblem: Sendable, Equatable {
  /// `feed NAME`, `receiver NAME` or `topic NAME`; the name of a setting.
  package var subject: String
  package var finding: Finding

  /// One sentence: what is wrong and what to do.
  package enum Finding: Sendable, Equatable {
    /// It cannot be used.
    case fatal(String)
    /// It works all the same, if perhaps not as it was meant.
    case warning(String)
    /// Nobody knows from here whether it can be used.
    case unchecked(String)
  }

  /// The sentence for a person.
  package var message: String {
    switch finding {
    case .fatal(let text), .warning(let text): "\(subject): \(text)"
    case .unchecked(let text): "\(subject): not checked: \(text)"
    }
  }

  package var isFatal: Bool { if case .fatal = finding { true } else { false } }
  package var isWarning: Bool { if case .warning = finding { true } else { false } }
  package var isUnchecked: Bool { if case .unchecked = finding { true } else { false } }
}

/// Finds what a configuration without mistakes may still run into on this machine, or has forgotten: for `pactwatch check`.
package struct OutsideProblems {
  private typealias Finding = OutsideProblem.Finding
  private let configuration: Configuration
  private let secrets: SecretReader
  /// Whether this is the service, which has the credentials.
  private let isService: Bool
  private let policy: AddressPolicy

  /// - Parameter credentials: `$CREDENTIALS_DIRECTORY`, which is set only while the service runs.
  package static func all(of configuration: Configuration, credentials: String?) -> [OutsideProblem] {
    let check = OutsideProblems(
      configuration: configuration, secrets: SecretReader(credentials: credentials),
      isService: credentials != nil, policy: configuration.settings.addressPolicy)
    let feeds = configuration.feeds.map { ("feed \($0.name)", check.findings(of: $0)) }
    let receivers = configuration.receivers.map { ("receiver \($0.name)", check.findings(of: $0.kind)) }
    return (feeds + receivers + check.untoldTopics + check.settings).flatMap { subject, findings in
      findings.map { OutsideProblem(subject: subject, finding: $0) }
    }
  }

  // MARK: Feeds

  private func findings(of feed: Feed) -> [Finding] {
    let scheme = "file://"
    guard feed.url.hasPrefix(scheme) else {
      let address = problem(ofAddress: feed.url).map(Finding.fatal)
      return [address].compactMap(\.self) + findings(of: feed.access, isSecure: feed.url.hasPrefix("https:"))
    }
    let path = String(feed.url.dropFirst(scheme.count))
    return Files.isRegular(path) ? [] : [.fatal("\(path) is not there, or no plain file")]
  }

  /// What the access to a feed may run into.
  private func findings(of access: FeedAccess, isSecure: Bool) -> [Finding] {
    let file = access.authorities.flatMap {
      Files.isRegular($0) ? nil : Finding.fatal("its ca file \($0) is not there")
    }
    let listener =
      access.hasSecret && !isSecure
      ? Finding.warning("its login or headers go over http, where everybody on the way can read them") : nil
    return [access.login, access.headers].compactMap(\.self).flatMap { findings(of: $0) }
      + [file, listener].compactMap(\.self)
  }

  private func problem(ofAddress text: String) -> String? {
    guard let url = try? WebURL(text) else { return "its address is not a proper http or https address" }
    guard let address = url.hostAddress, !policy.permits(address) else { return nil }
    return "\(url.host) is a private address: list it under 'allow private:', or it is never asked"
  }

  // MARK: Receivers

  private func findings(of kind: Receiver.Kind) -> [Finding] {
    switch kind {
    case .file(let path, _):
      let folder = FilePath.folder(of: path)
      return Files.exists(folder)
        ? []
        : [
          .fatal("the folder \(folder) is not there, and no run makes it; make it, writable for the service")
        ]
    case .slack(let address), .mattermost(let address):
      return findings(of: address, content: problem(ofAddress:))
    case .webhook(let address, let signing):
      return findings(of: address, content: problem(ofAddress:))
        + (signing.map { findings(of: $0, content: Self.problem(ofKey:)) } ?? [])
    }
  }

  private static func problem(ofKey key: String) -> String? {
    let isKey = key.hasPrefix("whsec_") && StandardWebhook(secret: key) != nil
    return isKey ? nil : "its signing secret is not whsec_ and a key in Base64"
  }

  private func findings(of secret: Secret, content: (String) -> String? = { _ in nil }) -> [Finding] {
    if case .credential(let name) = secret, !isService {
      return [
        .unchecked("credential '\(name)' is there for the service only; its runs tell what is wrong with it")
      ]
    }
    do throws(SecretError) {
      let text = try secrets.read(secret)
      return [content(text).map(Finding.fatal), secrets.warning(about: secret).map(Finding.warning)]
        .compactMap(\.self)
    } catch {
      return [.fatal(error.message)]
    }
  }

  // MARK: The whole

  /// The topics that only files are told of although there is a room: one that was added, and whose name nobody added to a room.
  private var untoldTopics: [(String, [Finding])] {
    let rooms = configuration.receivers.filter { !$0.isFile }
    // Those that name an unknown topic are told of all.
    if rooms.isEmpty || configuration.doubtfulReceivers.contains(where: { !$0.isFile }) { return [] }
    let topics = configuration.topics.topics + [TopicSet.operational]
    return topics.filter { topic in rooms.allSatisfy { $0.topics?.contains(topic) == false } }.map {
      ("topic \($0)", [.warning("no chat room and no webhook is told of it; name it in 'topics:' of one")])
    }
  }

  /// None of them keeps a run from its work.
  private var settings: [(String, [Finding])] {
    let folder = configuration.settings.metrics.map(FilePath.folder)
    let metrics = folder.flatMap {
      Files.exists($0) ? nil : Finding.warning("the folder \($0) is not there, and no run makes it")
    }
    let ping = configuration.settings.ping.map { secret in
      findings(of: secret, content: problem(ofAddress:)).map { finding -> Finding in
        if case .fatal(let message) = finding { .warning(message) } else { finding }
      }
    }
    return [("metrics", [metrics].compactMap(\.self)), ("ping", ping ?? [])]
  }
}
