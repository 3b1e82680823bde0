import Foundation
import Support
import Testing

/// Short forms of `make torture`.
@Suite("Torture")
struct TortureTests {
  private static let hasPython = has("python3")
  private static let hasCompiler = has("cc") || has("clang")

  private static func has(_ tool: String) -> Bool {
    (try? shell("command -v \(tool)"))?.status == 0
  }

  private static func shell(_ line: String) throws -> (status: Int32, output: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(
    "runs that are killed at any moment, between rotations and torn writes, lose and double nothing",
    .enabled(if: hasPython && hasCompiler, "python3 or a C compiler is not installed"))
  func killed() throws {
    let result = try Self.shell("python3 '\(Checkout.path("Scripts/torture.py"))' '\(Binary.path)' kill 25")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("kills 25;"))
  }

  @Test(
    "runs in which some call to the disk or the network fails lose and double nothing",
    .enabled(if: hasPython && hasCompiler, "python3 or a C compiler is not installed"))
  func failing() throws {
    let result = try Self.shell("python3 '\(Checkout.path("Scripts/torture.py"))' '\(Binary.path)' fail 9")
    #expect(result.status == 0, "\(result.output)")
  }
}
