import Foundation
import Support
import Testing

@testable import pactwatch

@Suite("Messages to the journal")
struct JournalTests {
  @Test("every line has its priority in front")
  func prefixes() {
    #expect(Terminal.prefixed("a\n  b\n", .error) == "<3>a\n<3>  b\n")
    #expect(Terminal.prefixed("12 feeds\n", .information) == "<6>12 feeds\n")
    #expect(Terminal.prefixed("", .warning) == "")
  }

  @Test("they have priorities where standard error is the journal's stream, and a name everywhere else")
  func stream() throws {
    let folder = try TemporaryDirectory()
    let script = """
      : > \(folder("journal"))
      export JOURNAL_STREAM=$(stat -c %d:%i \(folder("journal")))
      \(Binary.path) check --config \(folder("none")) 2> \(folder("journal"))
      \(Binary.path) check --config \(folder("none")) 2> \(folder("other"))
      true
      """
    let process = try Process.run(URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", script])
    process.waitUntilExit()
    #expect(try folder.text("journal").hasPrefix("<3>cannot open "))
    #expect(try folder.text("other").hasPrefix("pactwatch: cannot open "))
  }
}
