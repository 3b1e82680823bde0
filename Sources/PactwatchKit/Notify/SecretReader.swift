internal import Posix

/// Reads secrets when they are needed. They go into requests and nowhere else.
package struct SecretReader: Sendable {
  private let credentials: String?

  /// `credentials` is the folder that systemd puts credentials into: `$CREDENTIALS_DIRECTORY` (systemd.exec(5)).
  package init(credentials: String?) {
    self.credentials = credentials
  }

  /// With the credentials that this process was given.
  package init() { self.init(credentials: CurrentProcess.environment("CREDENTIALS_DIRECTORY")) }

  /// The secret without the white space around it.
  package func read(_ secret: Secret) throws(SecretError) -> String {
    guard let path = try path(of: secret) else {
      guard case .plain(let text) = secret else { return "" }
      return text
    }
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path, limit: Self.longest)
    } catch {
      throw SecretError(message: error.message)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    guard !trimmed.isEmpty else { throw SecretError(message: "the secret \(path) is empty") }
    return String(trimmed)
  }

  /// Far more than any address or key.
  private static let longest = 64 << 10

  /// What is wrong with the file of a secret although it can be read: everybody else can read it too.
  package func warning(about secret: Secret) -> String? {
    guard let path = try? path(of: secret), let status = try? Files.status(path), status.isWorldReadable
    else {
      return nil
    }
    return "the secret \(path) can be read by everybody on this machine; chmod o-r it"
  }

  private func path(of secret: Secret) throws(SecretError) -> String? {
    switch secret {
    case .plain: return nil
    case .file(let path): return path
    case .credential(let name):
      guard !name.isEmpty, !name.contains("/"), name != ".." else {
        throw SecretError(message: "'\(name)' is not the name of a credential")
      }
      guard let credentials else {
        throw SecretError(
          message: "there is no credential '\(name)': $CREDENTIALS_DIRECTORY is not set. "
            + "Let systemd set it with LoadCredential=, or name the file by its absolute path")
      }
      return "\(credentials)/\(name)"
    }
  }
}

/// Why a secret cannot be had; the message names its file and never what is in it.
package struct SecretError: Error, Equatable, Sendable {
  package var message: String
}
