import Foundation
import Support
import Testing

@testable import pactwatch

@Suite("The command line")
struct CommandLineTests {
  private let parser = CommandLineParser(commands: Command.table)

  @Test(
    "an option may be written in every usual way",
    arguments: [["-c", "x"], ["-cx"], ["--config", "x"], ["--config=x"]])
  func spellings(words: [String]) throws {
    let arguments = try arguments(["run"] + words)
    #expect(arguments == Arguments(options: ["config": "x"]))
  }

  @Test("switches, options and operands may be mixed, and '--' ends the options")
  func mixture() throws {
    let arguments = try arguments(["parse", "a", "--json", "--url=http://h/", "--", "--b", "-"])
    #expect(arguments.options == ["json": "", "url": "http://h/"])
    #expect(arguments.operands == ["a", "--b", "-"])
  }

  @Test("a hyphen and a digit begin no option")
  func digits() throws {
    #expect(try arguments(["parse", "--date", "-0312", "-"]).operands == ["-0312", "-"])
  }

  @Test(
    "a command line that cannot be meant is answered with what to write",
    arguments: [
      (["runn"], "unknown command 'runn' (did you mean run?)"),
      (["--verson"], "unknown option '--verson' (did you mean --version?)"),
      (["frobnicate"], "unknown command 'frobnicate'"),
      (["match", "--jsn"], "unknown option '--jsn' (did you mean --json?)"),
      (["run", "-x"], "unknown option '-x'"),
      (["run", "--config"], "--config needs a value: FILE"),
      (["run", "--dry-run=yes"], "--dry-run takes no value"),
      (["explain"], "FILE|ITEM is missing"),
      (["check", "extra"], "unexpected 'extra'"),
      (["match", "a", "b"], "unexpected 'b'"),
    ])
  func mistakes(words: [String], message: String) {
    do throws(UsageError) {
      _ = try parser.parse(words)
      Issue.record("\(words) was taken")
    } catch {
      #expect(error.message == message)
    }
  }

  @Test("help of a command names every option of it", arguments: Command.table.map(\.name))
  func help(name: String) throws {
    let command = try #require(Command.table.first { $0.name == name })
    let text = Help(commands: Command.table).text(of: command)
    for option in command.options { #expect(text.contains("--\(option.name)")) }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
  }

  @Test("the overview and the manual page name every command and status")
  func overview() {
    let overview = Help(commands: Command.table).overview
    let page = ManualPage(commands: Command.table).text
    for command in Command.table {
      #expect(overview.contains("  \(command.name) "))
      let name = command.name.replacingOccurrences(of: "-", with: "\\-")
      #expect(page.contains(".SS pactwatch \(name)"))
    }
    for status in ["64", "65", "66", "69", "73", "74", "75", "78"] {
      #expect(page.contains(".TP\n\(status)\n"))
    }
  }

  @Test("no two options of a command share a name or letter", arguments: Command.table.map(\.name))
  func distinct(name: String) throws {
    let command = try #require(Command.table.first { $0.name == name })
    let letters = command.options.compactMap(\.letter) + ["h"]
    #expect(Set(command.options.map(\.name)).count == command.options.count)
    #expect(Set(letters).count == letters.count)
  }

  @Test("output beyond the limit for files is an error that is told, no sudden death")
  func fileLimit() throws {
    let folder = try TemporaryDirectory()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "ulimit -f 1; exec \(Binary.path) --man > \(folder("page"))"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 74)
  }

  @Test("messages steer no terminal and write over nothing, but may have several lines")
  func cleanMessages() {
    #expect(
      Terminal.clean("a: \u{1B}[2J\u{9B}31m\r\u{202E}b\u{E0041}\n  북한\n") == "a: [2J31mb\n  북한\n")
  }

  @Test(
    "colours are for terminals that can show them and readers who want them",
    arguments: [
      (["TERM": "xterm"], true, true), (["TERM": "xterm"], false, false), (["TERM": "dumb"], true, false),
      (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true), ([:], true, true),
    ])
  func colours(environment: [String: String], isTerminal: Bool, hasColor: Bool) {
    #expect(Terminal.hasColor(on: isTerminal) { environment[$0] } == hasColor)
  }

  private func arguments(_ words: [String]) throws -> Arguments {
    guard case .command(_, let arguments) = try parser.parse(words) else { throw Unexpected() }
    return arguments
  }

  private struct Unexpected: Error {}
}
