import Foundation
import JSON
import Support
import Testing

@Suite("Commands around the outbox")
struct OutboxCommandTests {
  private let watch: Watch
  private let server: LoopbackServer

  /// A watch with one alert, which the webhook has refused for good.
  init() throws {
    watch = try Watch()
    server = try watch.serve()
    try watch.configure(
      server, feeds: ["a"],
      more: "receiver hook\n  webhook: \(server.url("/hook"))\n  quick tries: none")
    watch.publish("/a", ["Weather"])
    try watch.run()
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    watch.answer([.status(400), .status(400)])
    try watch.run()
  }

  private func command(_ arguments: String...) throws -> Binary.Result {
    try Binary.run(arguments + ["--config", watch.folder("pactwatch.conf")])
  }

  @Test("a dead letter is told once, listed, sent again when a person says so, and its end is told")
  func deadLetter() throws {
    let told = try watch.alerts().map { $0["title"]?.string }
    #expect(
      told == ["North Korea signs treaty", "receiver hook refused 1 alert for good; the log has every one"])
    let list = try command("deliveries")
    #expect(list.output.contains("1  hook  dead  2 tries  "))
    #expect(list.output.contains("North Korea signs treaty  (127.0.0.1: it refuses the message with 400)"))
    let json = try JSONValue.read(Array(command("deliveries", "--json", "--state", "dead").output.utf8)).value
    #expect(json["state"]?.string == "dead" && json["seq"]?.integer == 1)
    let retried = try command("deliveries", "retry", "--alert", "1")
    #expect(retried.status == 0 && retried.errors.contains("1 delivery will be sent by the next run"))
    #expect(try watch.run().status == 0)
    let id = try #require(try watch.alerts().first?["id"]?.string)
    #expect(watch.posts.filter { $0["webhook-id"] == id }.count == 3)
    let end = try watch.alerts().last?["title"]?.string
    #expect(end?.hasPrefix("receiver hook: none of the alerts that it refused is left") == true)
  }

  @Test("an id means its own alert and no other, although ids begin with a digit")
  func alertByID() throws {
    let id = try #require(try watch.alerts().last?["id"]?.string)
    let list = try command("deliveries", "--state", "all", "--alert", id).output.split(separator: "\n")
    #expect(list.count == 2 && list.allSatisfy { $0.hasPrefix("2  ") })
    #expect(try command("deliveries", "--alert", "1x").output.isEmpty)
    #expect(try command("deliveries", "--alert", "1").output.hasPrefix("1  hook  dead"))
  }

  @Test("only what is in the states that were asked for is dropped or sent again")
  func chosenStates() throws {
    let drop = try command("deliveries", "drop", "--receiver", "hook", "--state", "dead")
    #expect(drop.errors.contains("1 delivery dropped"))
    #expect(try command("deliveries").output.hasPrefix("2  hook  pending"))
    #expect(
      try command("deliveries", "retry", "--state", "dead").errors.contains(
        "none of these is dead or dropped"))
    let retry = try command("deliveries", "retry", "--state", "dropped")
    #expect(retry.errors.contains("1 delivery will be sent"))
  }

  @Test("what is dropped is not sent any more, and nothing is dropped without a name")
  func drop() throws {
    let none = try command("deliveries", "drop", "--alert", "99")
    #expect(none.status == 0 && none.errors == "pactwatch: none of these is still to be told\n")
    let unnamed = try command("deliveries", "drop")
    #expect(unnamed.status == 64 && unnamed.errors.contains("say what to drop"))
    #expect(try command("deliveries", "drop", "--receiver", "hook").errors.contains("2 deliveries dropped"))
    let posts = watch.posts.count
    #expect(try watch.run().status == 0)
    #expect(watch.posts.count == posts + 1)
    #expect(try command("deliveries", "--state", "dropped").output.contains("(dropped by hand)"))
    #expect(try command("deliveries", "--state", "gone").status == 64)
    #expect(try command("deliveries", "burn").status == 64)
  }

  @Test("a receiver that nobody knows is refused; one that only the outbox knows is not")
  func unknownReceiver() throws {
    for words in [["deliveries"], ["deliveries", "drop"], ["deliveries", "retry"]] {
      let result = try Binary.run(
        words + ["--receiver", "hok", "--config", watch.folder("pactwatch.conf")])
      #expect(result.status == 64)
      #expect(
        result.errors == "pactwatch: there is no receiver 'hok' (did you mean hook?); there are log, hook\n")
    }
    #expect(
      try command("deliveries", "--receiver", "log").errors
        == "pactwatch: no delivery is pending, sending or dead\n")
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf", text.replacingOccurrences(of: "receiver hook", with: "receiver new"))
    #expect(try command("deliveries", "--receiver", "hook").output.contains("1  hook  dead"))
  }

  @Test("test-receiver sends one marked message to each, prints what came of it, and touches no log")
  func testReceivers() throws {
    let log = try watch.folder.text("alerts.jsonl")
    try watch.folder.write("url", "http://127.0.0.1:1/hook")
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf", text + "\nreceiver down\n  mattermost: \(watch.folder("url"))\n  quick tries: none\n")
    let posts = watch.posts.count
    let all = try command("test-receiver", "--all")
    #expect(all.status == 69)
    #expect(
      all.output == """
        log   file        ok
        hook  webhook     ok
        down  mattermost  failed  connection refused; nothing listens at this port

        """)
    #expect(watch.posts.count == posts + 1)
    #expect(watch.posts.last?.text.contains("A test of pactwatch: nothing has happened") ?? false)
    watch.answer([.status(401)])
    let one = try command("test-receiver", "hook")
    #expect(
      one.status == 69 && one.output.contains("it answers 401: it does not accept us; is the secret right?"))
    #expect(try command("test-receiver", "hook").status == 0)
    #expect(try command("test-receiver", "nobody").errors.contains("there are log, hook, down"))
    #expect(try command("test-receiver").status == 64)
    #expect(try watch.folder.text("alerts.jsonl") == log)
  }

  @Test("a silence has an end, is listed and lifted; meanwhile only the log is told")
  func silence() throws {
    #expect(try command("silence", "topic", "treaty").status == 64)
    for (options, message) in [
      (["--until", "2001-01-01"], "2001-01-01 00:00 UTC is over; a silence ends at a time to come"),
      (
        ["--until", "tomorrow"],
        "--until takes a date with a time, in UTC or with its zone: 2026-11-23T07:00Z"
      ),
      (["--for", "8 hours"], "--for takes a number with its unit: 30min, 8h or 3d"),
      (["--for", "0h"], "--for takes a number with its unit: 30min, 8h or 3d"),
    ] {
      let wrong = try Binary.run(
        ["silence", "topic", "treaty", "--config", watch.folder("pactwatch.conf")] + options)
      #expect(wrong.status == 64 && wrong.errors.contains(message), "\(wrong.errors)")
    }
    let twice = try command("silence", "topic", "treaty", "--for", "8h", "--until", "2199-01-01")
    #expect(twice.status == 64 && twice.errors.contains("give one of them"))
    let long = try command("silence", "topic", "treaty", "--for", "9999d")
    #expect(long.status == 64 && long.errors.contains("at most a year"))
    let file = try command("silence", "receiver", "log", "--for", "8h")
    #expect(file.status == 64 && file.errors.contains("receiver log is a file: files are told everything"))
    let nothing = try command("silence", "--lift")
    #expect(nothing.status == 64 && nothing.errors.contains("say what to lift"))
    let unknown = try command("silence", "topic", "trety", "--for", "8h")
    #expect(unknown.status == 64 && unknown.errors.contains("there are treaty, operational"))
    let begun = try command("silence", "topic", "treaty", "--for", "8h")
    #expect(begun.status == 0 && begun.output.hasPrefix("topic treaty is silent until 20"))
    watch.publish("/a", ["North Korea signs a second treaty", "Weather"])
    let posts = watch.posts.count
    try watch.run()
    #expect(watch.posts.allSatisfy { !$0.text.contains("second") } && watch.posts.count == posts + 1)
    #expect(try watch.told().contains("new North Korea signs a second treaty"))
    #expect(try command("silence").output == begun.output)
    #expect(try command("silence", "topic", "treaty", "--lift").status == 0)
    #expect(try command("silence").errors.contains("nothing is silent"))
    watch.publish("/a", ["North Korea signs a third treaty", "Weather"])
    try watch.run()
    #expect(watch.posts.last?.text.contains("third") ?? false)
  }

  @Test("the doctor finds nothing after all kinds of runs, and a line that is missing")
  func doctor() throws {
    let well = try command("doctor")
    #expect(well.status == 0, "\(well.output)")
    #expect(well.errors.contains("all is well") && !well.output.contains("BROKEN"))
    let lines = try watch.folder.text("alerts.jsonl").split(separator: "\n")
    try watch.folder.write("alerts.jsonl", lines[0] + "\n")
    let broken = try command("doctor")
    #expect(broken.status == 65)
    #expect(
      broken.output.contains(
        "BROKEN  each log has each alert once, in whole lines\n          alert 2 is delivered"))
  }

  @Test("without a state the commands say so", arguments: [["deliveries"], ["silence"], ["doctor"]])
  func stateless(words: [String]) throws {
    try FileManager.default.removeItem(atPath: watch.folder("state"))
    let result = try Binary.run(words + ["--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 66 && result.errors.contains("no run yet: "))
  }
}

@Suite("Feeds that change all identities")
struct IdentityTests {
  /// Items with identities of their own: the same titles under other guids and links are new items.
  private func document(_ titles: [String], _ era: Int) -> String {
    let items = titles.enumerated().map { number, title in
      "<item><title>\(title)</title><guid>\(era)-\(number)</guid><link>https://e\(era).example/\(number)</link></item>"
    }
    return "<rss version=\"2.0\"><channel><title>T</title>\(items.joined())</channel></rss>"
  }

  @Test(
    "known items under new identities are backlog and one note, not a flood; what is really new is told as such"
  )
  func churn() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(
      server, feeds: ["a"], more: "backlog: none\nreceiver hook\n  webhook: \(server.url("/hook"))")
    let titles = (1...12).map { "North Korea signs treaty \($0)" }
    watch.publish("/a", raw: document(titles, 1))
    try watch.run()
    let more = titles + ["North Korea signs one more treaty"]
    watch.publish("/a", raw: document(more, 2))
    try watch.run()
    #expect(try watch.told().filter { $0.hasPrefix("backlog ") }.count == 24)
    let posts = watch.posts.filter { !$0.text.contains("operational") }
    #expect(posts.count == 1 && posts[0].text.contains("one more treaty"))
    let note = "feed a: 12 known items came with new identities; they are told as backlog"
    #expect(try watch.alerts().contains { $0["title"]?.string == note })
    watch.publish("/a", raw: document(more + ["North Korea signs another treaty"], 2))
    try watch.run()
    #expect(watch.posts.last { !$0.text.contains("operational") }?.text.contains("another treaty") ?? false)
    #expect(
      try watch.alerts().contains { $0["title"]?.string == "feed a: its items keep their identities again" })
  }
}
