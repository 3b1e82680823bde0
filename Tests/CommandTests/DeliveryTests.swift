import Foundation
import JSON
import Support
import Testing

@Suite("Deliveries of a tick")
struct DeliveryTests {
  @Test("a webhook that fails stays pending and is tried again at the next run, under the same id")
  func webhook() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let key = Data("a key that nobody knows".utf8).base64EncodedString()
    try watch.folder.write("key", "whsec_\(key)\n")
    try watch.configure(
      server, feeds: ["a"],
      more:
        "receiver hook\n  webhook: \(server.url("/hook"))\n  secret: \(watch.folder("key"))\n  quick tries: none"
    )
    watch.publish("/a", ["Weather"])
    try watch.run()
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    watch.answer([.status(500), .status(500), .status(500), .status(500), .status(500)])
    let failed = try watch.run()
    #expect(failed.status == 75)
    #expect(failed.errors.contains("1 pending"))
    #expect(failed.errors.contains("hook"))
    #expect(!failed.errors.contains(key))
    watch.answer([])
    let again = try watch.run()
    #expect(again.status == 0, "\(again.errors)")
    #expect(try watch.told() == ["new North Korea signs treaty"])
    #expect(Set(watch.posts.compactMap { $0["webhook-id"] }).count == 1)
    #expect(watch.posts.allSatisfy { $0["webhook-signature"]?.hasPrefix("v1,") ?? false })
    #expect(try watch.run().status == 0)
    let posts = watch.posts.count
    try watch.run()
    #expect(watch.posts.count == posts)
  }

  @Test(
    "on a terminal a run says that it waits for a room, and elsewhere it does not",
    .enabled(if: Shell.isInstalled("script"), "script is not installed"))
  func waiting() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let hook = "backlog: all\nreceiver hook\n  webhook: \(server.url("/hook"))\n  quick tries: 0.1\n"
    try watch.configure(server, feeds: ["a", "b"], more: hook)
    watch.publish("/a", ["North Korea signs treaty"])
    watch.answer([.status(503)])
    #expect(try !watch.run().errors.contains("tried again"))
    watch.publish("/b", ["Pyongyang hails pact"])
    watch.answer([.status(503)])
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(Shell.path(of: "script")))
    let run = "'\(Binary.path)' run --feed b --config '\(watch.folder("pactwatch.conf"))'"
    process.arguments = ["--quiet", "--return", "--command", run, "/dev/null"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(
      text.contains("it answers 503: the server has a problem of its own; it is tried again in 1 s"),
      "\(text)")
  }

  @Test(
    "an unwritable log is one clear line with status 73; the webhook gets its alert, the log gets it later")
  func unwritableLog() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(
      server, feeds: ["a"], more: "backlog: all\nreceiver hook\n  webhook: \(server.url("/hook"))")
    watch.publish("/a", ["North Korea signs treaty"])
    try FileManager.default.createDirectory(
      atPath: watch.folder("alerts.jsonl"), withIntermediateDirectories: false)
    let result = try watch.run()
    #expect(result.status == 73, "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count { $0.contains("alerts.jsonl") } == 1)
    #expect(watch.posts.count == 1)
    try FileManager.default.removeItem(atPath: watch.folder("alerts.jsonl"))
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
    #expect(watch.posts.count == 1)
  }

  @Test(
    "a full disk is one clear line with status 74, leaves no half line, and loses nothing",
    .enabled(if: SmallDisk.isPossible, "mounting a small disk needs root"))
  func fullDisk() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let disk = try SmallDisk(kilobytes: 16)
    try watch.configure(server, feeds: ["a"])
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf",
      text.replacingOccurrences(of: "file: alerts.jsonl", with: "file: \(disk.path)/alerts.jsonl"))
    watch.publish("/a", (1...40).map { "North Korea signs treaty \($0)" })
    let full = try watch.run()
    #expect(full.status == 74, "\(full.errors)")
    #expect(full.errors.split(separator: "\n").count { $0.contains("alerts.jsonl") } == 1)
    let lines = { try String(contentsOfFile: disk.path + "/alerts.jsonl", encoding: .utf8) }
    #expect(try lines().hasSuffix("}\n"))
    try disk.grow(kilobytes: 1_024)
    #expect(try watch.run().status == 0)
    let alerts = try lines().split(separator: "\n").map { try JSONValue.read(Array($0.utf8)).value }
    #expect(alerts.map { $0["seq"]?.integer } == (1...40).map { $0 })
  }

  @Test("kill -9 at any moment of a run loses nothing and doubles nothing in the log")
  func killed() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(
      server, feeds: ["a", "b", "c"], more: "receiver hook\n  webhook: \(server.url("/hook"))\nbacklog: all")
    for feed in ["a", "b", "c"] {
      watch.publish("/\(feed)", (1...20).map { "North Korea signs treaty \($0) of \(feed)" })
    }
    let start = ContinuousClock.now
    _ = try Binary.run(["run", "--config", watch.folder("pactwatch.conf"), "--dry-run"])
    let usual = ContinuousClock.now - start
    for step in 0..<12 {
      let deadline = ContinuousClock.now + usual * step / 10
      _ = try Binary.kill(["run", "--config", watch.folder("pactwatch.conf")]) {
        ContinuousClock.now >= deadline
      }
    }
    #expect(try watch.run().status == 0)
    let titles = try watch.alerts().compactMap { $0["title"]?.string }
    #expect(titles.count == 60)
    #expect(Set(titles).count == 60)
    #expect(try watch.alerts().map { $0["seq"]?.integer } == (1...60).map { $0 })
    let ids = watch.posts.compactMap { $0["webhook-id"] }
    #expect(!ids.isEmpty)
  }
}
