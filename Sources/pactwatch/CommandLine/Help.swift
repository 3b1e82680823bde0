import Bytes
import PactwatchKit
import Statements

/// Renders help from the table.
struct Help {
  let commands: [Command]
  private static let width = 90

  /// What `pactwatch --help` prints.
  var overview: String {
    """
    pactwatch \(Version.current): watches news feeds for topics and tells when one is mentioned

    usage: pactwatch COMMAND [OPTION...]

    \(Self.rows(commands))
    'pactwatch COMMAND --help' tells more about a command; 'pactwatch --version' prints the version.

    """
  }

  /// What `pactwatch GROUP --help` prints.
  func text(ofGroup group: String) -> String {
    let members = commands.filter { $0.isIn(group) }
    return "usage: pactwatch \(group) COMMAND [OPTION...]\n\n" + Self.rows(members)
      + "\n'pactwatch \(group) COMMAND --help' tells more about a command.\n"
  }

  private static func rows(_ commands: [Command]) -> String {
    let width = commands.map(\.name.count).max() ?? 0
    return commands.map { "  \(pad($0.name, to: width))  \($0.summary)\n" }.joined()
  }

  func text(of command: Command) -> String {
    let options = command.options + [Command.Option(name: "help", letter: "h", summary: "Show this help")]
    let width = options.map(\.usage.count).max() ?? 0
    let rows = options.map { "  \(Self.pad($0.usage, to: width))  \($0.summary)\n" }.joined()
    let details = command.details.parts(separatedBy: "\n\n").map(Self.wrap)
    return """
      \(usage(of: command))

      \(command.summary).

      \(details.joined(separator: "\n\n"))

      options:
      \(rows)
      """
  }

  func usage(of command: Command) -> String {
    let parts = ["usage: pactwatch \(command.name) [OPTION...]", command.operands.usage]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  private static func wrap(_ paragraph: String) -> String {
    var lines = [""]
    for word in paragraph.split(whereSeparator: \.isWhitespace) {
      if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + word.count >= width {
        lines.append("")
      }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.joined(separator: "\n")
  }
}
