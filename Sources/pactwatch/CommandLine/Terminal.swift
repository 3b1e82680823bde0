import FeedParsing
import Posix

/// Data to standard output, messages to standard error.
enum Terminal {
  static func print(_ text: String, terminator: String = "\n") {
    print(Array((text + terminator).utf8))
  }

  /// Prints data; a reader that has gone, as `head` does, ends the command without a word.
  static func print(_ bytes: [UInt8]) {
    do {
      try StandardStream.output.write(bytes)
    } catch {
      if !error.isBrokenPipe { message(error.message) }
      CurrentProcess.end(error.isBrokenPipe ? .ok : .inputOutput)
    }
  }

  /// How much a message matters; the numbers are those of syslog(3).
  enum Priority: Int {
    case error = 3
    case warning = 4
    case information = 6
  }

  /// Prints a message; there is nobody left to tell where that fails.
  static func message(_ text: String, _ priority: Priority = .error) {
    // The journal knows who speaks.
    report((isJournal ? "" : "pactwatch: ") + text + "\n", priority)
  }

  /// Prints lines of messages. Whatever they quote, they steer no terminal and no log.
  static func report(_ lines: String, _ priority: Priority = .error) {
    let lines = clean(lines)
    try? StandardStream.error.write(isJournal ? prefixed(lines, priority) : lines)
  }

  /// Each line with its priority in front, as journald takes it from standard error; see sd-daemon(3).
  static func prefixed(_ lines: String, _ priority: Priority) -> String {
    lines.split(separator: "\n").map { "<\(priority.rawValue)>\($0)\n" }.joined()
  }

  /// Whether standard error goes to the journal: systemd names its stream by device and inode (systemd.exec(5)).
  private static let isJournal: Bool = {
    guard let stream = CurrentProcess.environment("JOURNAL_STREAM"), let status = StandardStream.error.status
    else { return false }
    return stream == "\(status.device):\(status.inode)"
  }()

  /// Shows how far a command is in a line that the next one takes the place of.
  static func progress(_ text: String) {
    // Back to the start of the line, and blank what stood there.
    try? StandardStream.error.write("\r\u{1B}[K" + CleanText.singleLine(text))
  }

  /// Without all that steers; a carriage return could write over what was said.
  static func clean(_ lines: String) -> String {
    let cleaned = CleanText.clean(lines)
    return String(String.UnicodeScalarView(cleaned.unicodeScalars.filter { $0 != "\r" }))
  }

  /// Whether colours please the reader and the terminal; see no-color.org.
  static var hasColor: Bool {
    hasColor(on: StandardStream.output.isTerminal, environment: CurrentProcess.environment)
  }

  static func hasColor(on isTerminal: Bool, environment: (String) -> String?) -> Bool {
    let refused = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return isTerminal && !refused && environment("TERM") != "dumb"
  }
}
