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

  /// Prints a message; there is nobody left to tell where that fails.
  static func message(_ text: String) {
    try? StandardStream.error.write("pactwatch: \(text)\n")
  }

  /// Prints text as it is to standard error.
  static func messageText(_ text: String) {
    try? StandardStream.error.write(text)
  }

  /// Whether colours please the reader; see no-color.org.
  static var hasColor: Bool {
    let refused = CurrentProcess.environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return StandardStream.output.isTerminal && !refused
  }
}
