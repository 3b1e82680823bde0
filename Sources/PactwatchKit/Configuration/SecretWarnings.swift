extension Configuration {
  /// What is wrong with the files of the receivers' secrets, a sentence each.
  ///
  /// Credentials are there only while the service runs, so nothing can be said of them.
  package var secretWarnings: [String] {
    let reader = SecretReader(credentials: nil)
    return receivers.flatMap { receiver in
      receiver.kind.secrets.compactMap { secret in
        reader.warning(about: secret).map { "receiver \(receiver.name): \($0)" }
      }
    }
  }
}

extension Receiver.Kind {
  fileprivate var secrets: [Secret] {
    switch self {
    case .file: []
    case .webhook(let url, let signing): [url, signing].compactMap(\.self)
    case .slack(let url): [url]
    }
  }
}
