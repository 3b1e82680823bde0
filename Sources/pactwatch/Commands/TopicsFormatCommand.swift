import Matching
import PactwatchKit
import Posix
import Statements

/// `pactwatch topics format`: topic files in the house style.
enum TopicsFormatCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    var status = ExitStatus.ok
    for name in arguments.operands {
      do throws(CommandFailure) {
        try format(name, onlyChecks: arguments.has("check"))
      } catch {
        status = error.status
      }
    }
    return status
  }

  private static func format(_ name: String, onlyChecks: Bool) throws(CommandFailure) {
    let bytes = try InputFile.read(name)
    let (formatted, mistakes) = TopicFormatter.format(TopicFile(path: name, bytes: bytes))
    guard let formatted else {
      Terminal.report(ProblemReport(mistakes, in: [name: bytes]).text)
      throw CommandFailure(status: .data)
    }
    if onlyChecks {
      guard formatted != bytes else { return }
      Terminal.message("\(name) is not in the house style; 'pactwatch topics format \(name)' rewrites it")
      throw CommandFailure(status: .data)
    }
    if name == "-" { return Terminal.print(formatted) }
    if formatted != bytes { try write(formatted, to: name) }
  }

  /// A file beside it takes its place, so that a crash leaves the old or the new text. A symbolic link stays one.
  private static func write(_ text: [UInt8], to path: String) throws(CommandFailure) {
    do throws(PosixError) {
      let target = try Files.target(of: path)
      try Files.replace(target, with: text, mode: try Files.status(target).mode)
    } catch {
      Terminal.message(error.message)
      throw CommandFailure(status: .cannotCreate)
    }
  }
}
