import Foundation
import Support
import Testing

@testable import pactwatch

@Suite("Completions in the real shells")
struct CompletionTests {
  /// What is typed, and a word that the shell must offer or put in its place.
  static let cases: [(typed: [String], offered: String)] = [
    (["ru"], "run"), (["comp"], "completions"), (["run", "--dry"], "--dry-run"),
    (["completions", "fi"], "fish"), (["alerts", "--fo"], "--follow"), (["parse", "--hel"], "--help"),
    (["check", "--config", "mine."], "mine.conf"), (["match", "--topics", "fold"], "folder/"),
    (["parse", "mine."], "mine.conf"), (["run", "-c", "mine."], "mine.conf"),
  ]

  @Test("bash", .enabled(if: Shell.isInstalled("bash"), "bash is not installed"), arguments: cases)
  func bash(typed: [String], offered: String) throws {
    let words = typed.map(Completions.quoted).joined(separator: " ")
    let output = try Shell.run(
      "bash", completing: .bash,
      """
      COMP_WORDS=(pactwatch \(words)); COMP_CWORD=\(typed.count)
      _pactwatch
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    #expect(output.split(separator: "\n").contains { $0 == offered || "\($0)/" == offered }, "\(output)")
  }

  @Test("bash takes --config=FILE for three words, and so do we", .enabled(if: Shell.isInstalled("bash")))
  func bashEquals() throws {
    let output = try Shell.run(
      "bash", completing: .bash,
      "COMP_WORDS=(pactwatch run --config = mi); COMP_CWORD=4; _pactwatch; echo \"${COMPREPLY[@]}\"")
    #expect(output == "mine.conf\n")
  }

  @Test("fish", .enabled(if: Shell.isInstalled("fish"), "fish is not installed"), arguments: cases)
  func fish(typed: [String], offered: String) throws {
    let output = try Shell.run(
      "fish", completing: .fish, "complete -C 'pactwatch \(typed.joined(separator: " "))'")
    #expect(
      output.split(separator: "\n").contains { $0.split(separator: "\t").first == offered[...] }, "\(output)")
  }

  @Test("zsh", .enabled(if: Shell.isInstalled("zsh"), "zsh is not installed"), arguments: cases)
  func zsh(typed: [String], offered: String) throws {
    let output = try Shell.zsh(typing: typed, "print -r -- \"TOO\"\"K[$*]\"")
    // The slash behind a folder goes away with the end of the line.
    let line = (typed.dropLast() + [offered.replacingOccurrences(of: "/", with: "")]).joined(separator: " ")
    #expect(output.contains("TOOK[\(line)]") || output.contains("TOOK[\(line)/]"), "\(output)")
  }

  @Test(
    "names of feeds, topics and receivers are those of the configuration",
    arguments: [
      (["feeds", "status", "al"], "feeds"), (["alerts", "--topic", "al"], "topics"),
      (["deliveries", "--receiver", "al"], "receivers"), (["test-receiver", "al"], "receivers"),
    ])
  func names(typed: [String], kind: String) throws {
    let stand = "pactwatch() { [ \"$*\" = 'completions \(kind)' ] && printf 'beta\\nalpha\\n'; }\n"
    let words = typed.map(Completions.quoted).joined(separator: " ")
    if Shell.isInstalled("bash") {
      let output = try Shell.run(
        "bash", completing: .bash,
        "\(stand)COMP_WORDS=(pactwatch \(words)); COMP_CWORD=\(typed.count); _pactwatch; echo \"${COMPREPLY[@]}\""
      )
      #expect(output == "alpha\n")
    }
    if Shell.isInstalled("zsh") {
      let output = try Shell.zsh(
        typing: typed,
        "[ \"$*\" = \"completions \(kind)\" ] && printf \"alpha\\nbeta\\n\" || print -r -- \"TOO\"\"K[$*]\"")
      #expect(output.contains("TOOK[\((typed.dropLast() + ["alpha"]).joined(separator: " "))]"), "\(output)")
    }
    if Shell.isInstalled("fish") {
      let output = try Shell.run(
        "fish", completing: .fish,
        "function pactwatch; test \"$argv\" = 'completions \(kind)'; and printf 'beta\\nalpha\\n'; end\n"
          + "complete -C 'pactwatch \(typed.joined(separator: " "))'")
      #expect(output.hasPrefix("alpha") && !output.contains("beta"), "\(output)")
    }
  }

  @Test("the names are printed for the scripts, one a line")
  func printed() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "b"])
    let expected = ["feeds": "a\nb\n", "topics": "treaty\n", "receivers": "log\n"]
    for (kind, names) in expected {
      let result = try Binary.run(["completions", kind, "--config", watch.folder("pactwatch.conf")])
      #expect(result.status == 0 && result.output == names)
    }
  }

  @Test("a shell that is not known is told with those that are")
  func unknown() throws {
    let result = try Binary.run(["completions", "tcsh"])
    #expect(result.status == 64)
    #expect(result.errors.contains("no completions for 'tcsh'; there are some for bash, zsh, fish"))
  }

  @Test("a command of two words is completed word by word")
  func groups() {
    let command = { Command(name: $0, summary: "It's [a]: test", details: "", run: { _ in .ok }) }
    let completions = Completions(commands: [command("run"), command("feeds list"), command("feeds export")])
    #expect(completions.firstWords.map(\.word) == ["run", "feeds", "--help", "--version"])
    #expect(completions.secondWords(after: "feeds").map(\.word) == ["list", "export"])
    #expect(completions.bash.contains("feeds) words='list export' ;;"))
    #expect(completions.fish.contains("'__pactwatch_at feeds' -a 'export' -d 'It'\\''s [a]: test'"))
    #expect(completions.zsh.contains("'feeds list') _arguments"))
  }
}

/// A shell of this machine, with the completions at hand and two files to complete.
enum Shell {
  static func isInstalled(_ name: String) -> Bool { path(of: name) != nil }

  static func path(of name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Types a line with a tab at its end into a zsh on a terminal of its own, and gives what its `pactwatch` printed: `body` is
  /// what that does, and prints `TOOK[` in the end.
  static func zsh(typing words: [String], _ body: String) throws -> String {
    try run(
      "zsh", completing: nil,
      """
      zmodload zsh/zpty
      zpty terminal zsh -f -i
      zpty -w terminal 'autoload -U compinit && compinit -D -u && source ./completions'
      zpty -w terminal 'pactwatch() { \(body) }'
      zpty -w -n terminal $'pactwatch \(words.joined(separator: " "))\\t\\n'
      zpty -r terminal output '*TOOK\\[*\\]*' && print -r -- "$output"
      """)
  }

  /// Runs a script with a time limit; `shell` says whose completions it sources first.
  static func run(_ name: String, completing shell: Completions.Shell?, _ script: String) throws -> String {
    let folder = try TemporaryDirectory()
    let completions = Completions(commands: Command.table)
    try folder.write("completions", completions.script(for: shell ?? .zsh))
    try folder.write("mine.conf", "")
    try FileManager.default.createDirectory(atPath: folder("folder"), withIntermediateDirectories: false)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [
      "60", path(of: name) ?? name, "-c", (shell == nil ? "" : "source ./completions\n") + script,
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
