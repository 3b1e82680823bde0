import Foundation
import JSON
import Support
import Testing

@Suite("The demo")
struct DemoTests {
  @Test(
    "the shipped topics fire on the reports of the demo feeds and on nothing else; a second tick finds nothing new"
  )
  func expectations() throws {
    let folder = try demo()
    let run = ["run", "--config", folder("demo.conf")]
    let first = try Binary.run(run)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try fired(folder) == expected())
    let second = try Binary.run(run)
    #expect(second.status == 0)
    #expect(second.errors.contains("nothing new"))
    let shown = try Binary.run(["alerts", "--config", folder("demo.conf"), "--topic", "troops"])
    #expect(shown.status == 0)
    #expect(shown.output.contains("why: "))
    #expect(!shown.output.contains("\u{1B}"))
  }

  @Test("the plain log has one line for each alert and no control character")
  func plainLog() throws {
    let folder = try demo()
    #expect(try Binary.run(["run", "--config", folder("demo.conf")]).status == 0)
    let lines = try folder.text("alerts.log").split(separator: "\n")
    #expect(lines.count == (try folder.text("alerts.jsonl").split(separator: "\n").count))
    #expect(
      lines.allSatisfy {
        $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
      })
  }

  @Test("the shipped configuration and topics have no mistakes and pass their tests")
  func shipped() throws {
    // Nobody needs the folder of the service's log to try it.
    let folder = try TemporaryDirectory()
    let text = try String(contentsOfFile: Checkout.path("etc/pactwatch/pactwatch.conf"), encoding: .utf8)
    try folder.write(
      "pactwatch.conf",
      text.replacingOccurrences(of: "include ", with: "include \(Checkout.path("etc/pactwatch"))/")
        .replacingOccurrences(of: "/var/log/pactwatch", with: folder.path))
    let result = try withExtendedLifetime(folder) {
      try Binary.run(["check", "--config", folder("pactwatch.conf")])
    }
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("all is well") || result.output.contains(": 1 warning"))
  }

  /// The demo's configuration, writing to a folder of its own.
  private func demo() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    let text = try String(contentsOfFile: Checkout.path("Feeds/demo/demo.conf"), encoding: .utf8)
    try folder.write(
      "demo.conf",
      text.replacingOccurrences(of: "../../var/demo", with: folder.path)
        .replacingOccurrences(of: "../../etc", with: Checkout.path("etc"))
        .replacingOccurrences(of: " file:", with: " file:\(Checkout.path("Feeds/demo"))/")
        .replacingOccurrences(of: "  file:\(Checkout.path("Feeds/demo"))/ ", with: "  file: "))
    return folder
  }

  private func fired(_ folder: TemporaryDirectory) throws -> Set<String> {
    let lines = try folder.text("alerts.jsonl").split(separator: "\n")
    return Set(
      try lines.map { try JSONValue.read(Array($0.utf8)).value }.filter { $0["tier"]?.string == "alert" }.map
      {
        "\($0["feed"]?.string ?? "") \($0["link"]?.string ?? "") \($0["topic"]?.string ?? "")"
      })
  }

  private func expected() throws -> Set<String> {
    let text = try String(contentsOfFile: Checkout.path("Feeds/demo/expected.jsonl"), encoding: .utf8)
    return Set(
      try text.split(separator: "\n").map { try JSONValue.read(Array($0.utf8)).value }.flatMap { line in
        (line["topics"]?.array ?? []).map {
          "\(line["feed"]?.string ?? "") \(line["link"]?.string ?? "") \($0.string ?? "")"
        }
      })
  }
}
