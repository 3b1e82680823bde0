import Foundation

/// The built `pactwatch`, run as its users run it.
package enum Binary {
  package struct Result: Sendable {
    /// The exit status; a signal as its negative number.
    package let status: Int32
    package let output: String
    package let errors: String
    /// The most memory it was seen to take, in bytes.
    package let peakMemory: Int
  }

  /// Beside the tests that run now: the same build of the same sources.
  package static let path: String = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("pactwatch").path
  }()

  /// Runs a command to its end.
  package static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], folder: String? = nil
  ) throws -> Result {
    let running = try Running(arguments, environment: environment, folder: folder)
    return running.finish(input: input)
  }

  /// Runs a command and sends it a signal as soon as `condition` holds.
  package static func kill(
    _ arguments: [String], with signal: Int32 = SIGKILL, when condition: () -> Bool
  ) throws -> Result {
    unblock(signal)
    let running = try Running(arguments, environment: [:], folder: nil)
    while running.process.isRunning && !condition() { usleep(1_000) }
    Foundation.kill(running.process.processIdentifier, signal)
    return running.finish(input: "")
  }
}

extension Binary {
  /// A process inherits what the thread that starts it has blocked.
  private static func unblock(_ signal: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}

/// A process whose output goes to files, so that no pipe can fill up and block it.
private final class Running {
  let process = Process()
  private let folder: TemporaryDirectory
  private let input = Pipe()

  init(_ arguments: [String], environment: [String: String], folder: String?) throws {
    self.folder = try TemporaryDirectory()
    try self.folder.write("output", "")
    try self.folder.write("errors", "")
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = input
    process.standardOutput = FileHandle(forWritingAtPath: self.folder("output"))
    process.standardError = FileHandle(forWritingAtPath: self.folder("errors"))
    try process.run()
  }

  func finish(input text: String) -> Binary.Result {
    signal(SIGPIPE, SIG_IGN)
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try? input.fileHandleForWriting.close()
    var peak = 0
    while process.isRunning {
      peak = max(peak, memory)
      usleep(2_000)
    }
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Binary.Result(
      status: status, output: (try? folder.text("output")) ?? "", errors: (try? folder.text("errors")) ?? "",
      peakMemory: peak)
  }

  /// The process's high-water mark so far; see proc(5).
  private var memory: Int {
    let path = "/proc/\(process.processIdentifier)/status"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1_024
  }
}
