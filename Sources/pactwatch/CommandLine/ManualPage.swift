import Bytes
import PactwatchKit

/// Renders pactwatch(1) from the table, for `make install` and man(7) readers.
struct ManualPage {
  let commands: [Command]

  var text: String {
    """
    .TH PACTWATCH 1 "" "pactwatch \(Version.current)" "User Commands"
    .SH NAME
    pactwatch \\- watches news feeds for topics and tells when one is mentioned
    .SH SYNOPSIS
    .B pactwatch
    .I COMMAND
    .RI [ OPTION ...]
    .SH DESCRIPTION
    A timer starts
    .B pactwatch run
    every hour. It fetches the configured feeds, finds the items that are new, matches them against the
    topics and writes an alert for each that fires to files and webhooks.
    .SH COMMANDS
    \(commands.map(section).joined())\
    .SH EXIT STATUS
    \(Self.exitStatuses.map { ".TP\n\($0.0)\n\($0.1)\n" }.joined())\
    .SH FILES
    .TP
    .I /etc/pactwatch/pactwatch.conf
    The configuration; it includes the feed lists and the topics.
    .TP
    .I /var/log/pactwatch/alerts.jsonl
    The alert log, one JSON object a line.
    .TP
    .I /var/lib/pactwatch/state.db
    What has been seen, told and not yet told.
    .SH ENVIRONMENT
    .TP
    .B CREDENTIALS_DIRECTORY
    Where the files that \\(lqcredential NAME\\(rq names are looked for; systemd sets it.
    .TP
    .B NO_COLOR
    Any value turns colours off; so does dumb as the value of TERM.
    .TP
    .B JOURNAL_STREAM
    Set by systemd: messages then begin with their priority, as the journal takes it.
    .SH SEE ALSO
    .BR pactwatch.conf (5),
    .BR pactwatch\\-topics (7)

    """
  }

  /// What each status means, in sysexits(3)'s numbers.
  static let exitStatuses = [
    ("0", "All is well; single feeds may have failed, and the summary says so."),
    ("64", "The command line is wrong."),
    ("65", "The input is not what it should be: not a feed, a failed topic test."),
    ("66", "A file to read is missing or cannot be read."),
    ("69", "All feeds failed."),
    ("73", "A file to write cannot be made: the alert log, the state."),
    ("74", "Reading or writing failed: a full disk, a damaged state."),
    ("75", "Another run holds the lock, deliveries are still pending, or the command was stopped."),
    ("78", "The configuration has mistakes; what is right in it was used."),
  ]

  private func section(_ command: Command) -> String {
    let operands = command.operands.usage.isEmpty ? "" : " " + command.operands.usage
    let options = command.options.map { option in
      ".TP\n.B \(Self.escape(option.usage.trimmed))\n\(Self.escape(option.summary)).\n"
    }
    let paragraphs = command.details.parts(separatedBy: "\n\n").map(Self.escape)
    return """
      .SS pactwatch \(Self.escape(command.name + " [OPTION...]" + operands))
      \(paragraphs.joined(separator: "\n.PP\n"))
      \(options.joined())
      """
  }

  /// roff takes a backslash and a leading dot or quote for its own.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmed: String {
    let start = firstIndex { $0 != " " } ?? endIndex
    let end = lastIndex { $0 != " " }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
