import FeedParsing
import JSON
import Posix

/// `parse`: what the feed parser sees in a document, and why it may be no feed.
enum ParseCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    if arguments.has("date") { return dates(arguments.operands) }
    let report: (Source, ParsedFeed) -> String =
      if arguments.has("summary") { summary } else if arguments.has("json") { json } else { card }
    var status = ExitStatus.ok
    for name in arguments.operands.isEmpty ? ["-"] : arguments.operands {
      do throws(CommandFailure) {
        let (source, feed) = try parse(name, arguments)
        Terminal.print(report(source, feed))
      } catch {
        status = error.status
      }
    }
    return status
  }

  /// A document that was read, and how many bytes it had.
  struct Source {
    var name: String
    var size: Int
  }

  private static func parse(
    _ name: String, _ arguments: Arguments
  ) throws(CommandFailure) -> (Source, ParsedFeed) {
    let options = ParseOptions(
      contentType: arguments.value("content-type"), contentLanguage: arguments.value("content-language"),
      baseURL: arguments.value("url"))
    let bytes = try InputFile.read(name)
    do throws(FeedParseError) {
      return (Source(name: name, size: bytes.count), try FeedParser.parse(bytes, options: options))
    } catch {
      Terminal.message("\(name): \(error.description)")
      throw CommandFailure(status: .data)
    }
  }

  /// A line for each text: its instant, or `none`.
  private static func dates(_ texts: [String]) -> ExitStatus {
    for text in texts { Terminal.print(FeedDate.parse(text).map(FeedDate.rfc3339) ?? "none") }
    return .ok
  }
}
