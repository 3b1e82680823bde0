import Glibc

/// What the process was given: environment, identity, chance.
package enum CurrentProcess {
  package static var id: Int32 { getpid() }

  /// The value of an environment variable.
  package static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Bytes that nobody can foresee.
  package static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in generator.next() }
  }

  /// From now on a write to a pipe that nobody reads, or beyond the limit for files, is an error instead of a signal.
  package static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the process now.
  package static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}
