import PactwatchKit
import Posix

@main
struct Pactwatch {
  static func main() {
    CurrentProcess.ignoreWriteSignals()
    CurrentProcess.end(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ words: [String]) -> ExitStatus {
    let help = Help(commands: Command.table)
    do {
      switch try CommandLineParser(commands: Command.table).parse(words) {
      case .command(let command, let arguments): return command.run(arguments)
      case .help(nil): Terminal.print(help.overview, terminator: "")
      case .help(let command?): Terminal.print(help.text(of: command), terminator: "")
      case .groupHelp(let group): Terminal.print(help.text(ofGroup: group), terminator: "")
      case .version: Terminal.print("pactwatch \(Version.current)")
      case .manualPage: Terminal.print(ManualPage(commands: Command.table).text, terminator: "")
      }
      return .ok
    } catch {
      Terminal.message(error.message)
      let command = error.command.map { " \($0)" } ?? ""
      Terminal.message("'pactwatch\(command) --help' shows what it takes")
      return .usage
    }
  }
}
