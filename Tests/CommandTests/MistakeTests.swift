import Foundation
import JSON
import Support
import Testing

@Suite("Mistakes in files never silence the watch")
struct MistakeTests {
  @Test("a broken topic file is told with every mistake, and its last good form stays in force")
  func brokenTopic() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 0)
    try watch.folder.write(
      "pact.topic",
      Watch.topic.replacingOccurrences(of: "match @north-korea SENT", with: "match @norht-korea SENT")
        + "\nconcept bad\n  en: \"open\n  fr xx\n")
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    let result = try watch.run()
    #expect(result.status == 78)
    #expect(result.errors.contains("unknown concept @norht-korea (did you mean @north-korea?)"))
    #expect(
      result.errors.split(separator: "\n").count { $0.contains("pact.topic:") && $0.contains(": error:") }
        == 3)
    #expect(result.errors.contains("topic treaty has a mistake; its last good form stays in force"))
    #expect(try watch.told() == ["new North Korea signs treaty"])
    let mistake = "topic treaty has a mistake; its last good form stays in force"
    _ = try watch.run()
    #expect(try watch.warned() == [mistake])
    try watch.folder.write("pact.topic", Watch.topic)
    #expect(try watch.run().status == 0)
    #expect(try watch.warned() == [mistake, "topic treaty: its mistake is mended"])
  }

  @Test(
    "items wait for a topic that was never right, whatever its name ends in, and fire when it is mended",
    arguments: ["treaty", "pact.topic"])
  func neverRight(topic: String) throws {
    let right = Watch.topic.replacingOccurrences(of: "topic treaty", with: "topic \(topic)")
      .replacingOccurrences(of: "test treaty", with: "test \(topic)")
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    try watch.folder.write(
      "pact.topic",
      right.replacingOccurrences(of: "match @north-korea SENT", with: "match @norht-korea SENT"))
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 78)
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    let waiting = try watch.run()
    #expect(waiting.errors.contains("topic \(topic) has a mistake; its items wait until it is mended"))
    #expect(try watch.told().isEmpty)
    try watch.folder.write("pact.topic", right)
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["new North Korea signs treaty"])
  }

  @Test("a mistake in a hint of a new feed is told by check and run, and the feed is watched all the same")
  func mistakenHint() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "feed b \(server.url("/b"))\n  lang: kr\n  every: hourly")
    watch.publish("/a", ["Weather"])
    watch.publish("/b", ["North Korea signs treaty"])
    let warning =
      "warning: lang is a language tag such as ko or zh-Hant (did you mean ko?); the entry is left out"
    let check = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(check.status == 0)
    #expect(check.errors.contains(warning))
    #expect(check.output.contains("2 feeds"))
    #expect(check.output.contains("2 warnings"))
    let result = try watch.run()
    #expect(result.status == 0)
    #expect(result.errors.contains(warning))
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
  }

  @Test("a feed or receiver with a mistake stays in force as it was")
  func brokenStatement() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a", "b"])
    watch.publish("/a", ["Weather"])
    watch.publish("/b", ["Sport"])
    #expect(try watch.run().status == 0)
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf",
      text.replacingOccurrences(of: "feed a", with: "fed a")
        .replacingOccurrences(of: "  file: alerts", with: "  fil: alerts"))
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    let result = try watch.run()
    #expect(result.status == 78)
    #expect(result.errors.contains("unknown statement fed (did you mean feed?)"))
    #expect(result.errors.contains("unknown entry fil of a receiver (did you mean file?)"))
    #expect(result.errors.contains("feed a has a mistake; its last good form stays in force"))
    #expect(try watch.told() == ["new North Korea signs treaty"])
  }

  @Test("a topic file that is gone keeps its topics in force")
  func noTopics() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather"])
    try watch.run()
    try FileManager.default.removeItem(atPath: watch.folder("pact.topic"))
    watch.publish("/a", ["North Korea signs treaty", "Weather"])
    let result = try watch.run()
    #expect(result.status == 78)
    #expect(result.errors.contains("no topic"))
    #expect(try watch.told() == ["new North Korea signs treaty"])
  }

  @Test("a mistake in an include line hides nothing: what it included stays in force")
  func brokenInclude() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "include more.feeds\ninclude more.topic")
    try watch.folder.write("more.feeds", "feed b \(server.url("/b"))")
    try watch.folder.write("more.topic", Watch.secondTopic)
    watch.publish("/a", ["Weather"])
    watch.publish("/b", ["Weather"])
    #expect(try watch.run().status == 0)
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf", text.replacingOccurrences(of: "include more", with: "inclde more"))
    // The topic file itself is found by the pattern *.topic still: hide that line too.
    try watch.folder.write(
      "pactwatch.conf",
      try watch.folder.text("pactwatch.conf").replacingOccurrences(
        of: "include *.topic", with: "include pact.topic"))
    watch.publish("/b", ["Soldiers march", "Weather"])
    let result = try watch.run()
    #expect(result.status == 78)
    #expect(result.errors.contains("feed b has a mistake; its last good form stays in force"))
    #expect(result.errors.contains("topic troops has a mistake; its last good form stays in force"))
    #expect(try watch.told() == ["new Soldiers march"])
  }

  @Test(
    "items wait for a topic file that nobody can read yet, and fire when it is mended",
    arguments: ["topci troops\n  match @soldiers\n", "\u{0}", nil])
  func unreadableTopics(broken: String?) throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    let path = watch.folder("more.topic")
    if let broken {
      try watch.folder.write("more.topic", broken)
    } else {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 78)
    watch.publish("/a", ["Soldiers march", "North Korea signs treaty", "Weather"])
    #expect(try watch.run().status == 78)
    #expect(try watch.told() == ["new North Korea signs treaty"])
    try FileManager.default.removeItem(atPath: path)
    try watch.folder.write("more.topic", Watch.secondTopic)
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["new North Korea signs treaty", "new Soldiers march"])
  }

  @Test("items still wait where a broken topic file gets another name before it is mended")
  func renamedTopicFile() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    try watch.folder.write("more.topic", "topci troops\n  match @soldiers\n")
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 78)
    watch.publish("/a", ["Soldiers march", "Weather"])
    #expect(try watch.run().status == 78)
    try FileManager.default.moveItem(atPath: watch.folder("more.topic"), toPath: watch.folder("troops.topic"))
    #expect(try watch.run().status == 78)
    let here = try Binary.run(["run", "--config", "pactwatch.conf"], folder: watch.folder.path)
    #expect(here.status == 78)
    try watch.folder.write("troops.topic", Watch.secondTopic)
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["new Soldiers march"])
  }

  @Test(
    "items wait for a new topic that a mistake in another line hides",
    arguments: [
      "include topcs/*.topic", "include pact.topic\n  include topics/troops.topic",
      "inclde topics/troops.topic", "include: topics/troops.topic",
      "include topics/nowhere.conf", "feed b file:b.xml\n  include topics/troops.topic",
      "state: state\n  include topics/troops.topic", "include topics",
    ])
  func hiddenNewTopic(line: String) throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather", "Soldiers rest"])
    #expect(try watch.run().status == 0)
    try FileManager.default.createDirectory(
      atPath: watch.folder("topics"), withIntermediateDirectories: false)
    try watch.folder.write("topics/troops.topic", Watch.secondTopic)
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write("pactwatch.conf", text + "\n" + line + "\n")
    watch.publish("/a", ["Soldiers march", "Weather", "Soldiers rest"])
    #expect(try watch.run().status == 78)
    try watch.folder.write("pactwatch.conf", text + "\nfed x\ninclude topics/troops.topic\n")
    #expect(try watch.run().status == 78)
    try watch.folder.write("pactwatch.conf", text + "\ninclude topics/troops.topic\n")
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["new Soldiers march"])
  }

  @Test("what waits for a topic that is taken out is old when a topic of that name comes again")
  func takenOut() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    try watch.folder.write(
      "more.topic", Watch.secondTopic.replacingOccurrences(of: "@soldiers", with: "@soldeirs"))
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 78)
    watch.publish("/a", ["Soldiers march", "Weather"])
    #expect(try watch.run().status == 78)
    try FileManager.default.removeItem(atPath: watch.folder("more.topic"))
    #expect(try watch.run().status == 0)
    try watch.folder.write("more.topic", Watch.secondTopic)
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == [])
  }

  @Test("what a topic says that is mended is asked about the items that came meanwhile")
  func mendedTopic() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    try watch.folder.write("more.topic", Watch.secondTopic)
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 0)
    let wider = Watch.secondTopic.replacingOccurrences(of: "en: soldiers", with: "en: soldiers, troops")
    try watch.folder.write("more.topic", wider.replacingOccurrences(of: "@soldiers", with: "@soldeirs"))
    watch.publish("/a", ["Soldiers march", "Troops march", "Weather"])
    #expect(try watch.run().status == 78)
    #expect(try watch.told() == ["new Soldiers march"])
    try watch.folder.write("more.topic", wider)
    #expect(try watch.run().status == 0)
    #expect(try watch.told() == ["new Soldiers march", "new Troops march"])
  }

  @Test("a receiver that names a topic wrongly is told of all topics rather than of none")
  func doubtfulReceiver() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf",
      text.replacingOccurrences(of: "file: alerts.jsonl", with: "file: alerts.jsonl\n  topics: traety"))
    watch.publish("/a", ["North Korea signs treaty"])
    #expect(try watch.run().status == 78)
    #expect(try watch.told() == ["backlog North Korea signs treaty"])
  }

  @Test("a mistake in the line that names the state begins no empty one")
  func brokenState() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    let text = try watch.folder.text("pactwatch.conf")
    try watch.folder.write(
      "pactwatch.conf", text.replacingOccurrences(of: "state: state", with: "stat: state"))
    let result = try watch.run()
    #expect(result.status == 78)
    #expect(
      result.errors.contains("mend them first")
        || FileManager.default.fileExists(atPath: "/var/lib/pactwatch"))
    #expect(server.requests.isEmpty)
  }

  @Test("a topic whose file was taken away is said to be gone, once")
  func goneTopic() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.folder.write("more.topic", Watch.secondTopic)
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Weather"])
    try watch.run()
    try FileManager.default.removeItem(atPath: watch.folder("more.topic"))
    let message = "topic troops was in force until the last run; no file declares it any more"
    #expect(try watch.run().errors.contains(message))
    #expect(try !watch.run().errors.contains(message))
  }

  @Test("check tells all mistakes in one go with status 78, and what it read where all is well")
  func check() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    let good = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.contains("1 feed, 1 receiver, 1 topic, 1 test: all is well"))
    try watch.folder.write(
      "pact.topic", Watch.topic + "\ntest treaty + \"Weather in Paris\"\ntest treaty - \"x")
    try watch.folder.write(
      "pactwatch.conf", try watch.folder.text("pactwatch.conf") + "backlog: soon\nsate: x\n")
    let bad = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(bad.status == 78)
    for words in ["backlog is one of", "did you mean state", "test failed", "pact.topic:"] {
      #expect(bad.errors.contains(words), "\(words): \(bad.errors)")
    }
    #expect(bad.output.contains("4 mistakes"))
  }

  @Test("a receiver that names no topic that exists is told so")
  func unknownTopic() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "receiver x\n  file: x.jsonl\n  topics: traety")
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 78)
    #expect(result.errors.contains("unknown topic traety (did you mean treaty?)"))
    try watch.configure(server, feeds: ["a"], more: "receiver x\n  slack: credential x\n  topics: wheat")
    let other = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(other.errors.contains("unknown topic wheat; there are operational, treaty\n"))
    #expect(!other.errors.contains("no chat room"), "until that is mended it is told of all")
  }

  @Test("check tells what the run would meet: secrets, folders, files and private addresses")
  func outside() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let folder = watch.folder
    try folder.write("address", "hooks.example.org/x\n")
    try folder.write("key", "hunter2\n")
    try watch.configure(
      server, feeds: ["a"],
      more: """
        feed gone file:gone.xml
        feed inside http://10.1.2.3/feed
        receiver room
          slack: \(folder("address"))
        receiver lost
          slack: \(folder("nowhere"))
        receiver service
          webhook: https://hooks.example.org/
          secret: \(folder("key"))
        receiver deep
          file: deep/alerts.log
        receiver later
          slack: credential slack-url

        """)
    let result = try Binary.run(["check", "--config", folder("pactwatch.conf")])
    #expect(result.status == 78, "\(result.errors)")
    #expect(
      result.output.hasSuffix(
        ": 2 feeds cannot be used, 4 receivers cannot be used, 2 warnings, 1 secret not checked\n"),
      "\(result.output)")
    for words in [
      "feed gone: \(folder("gone.xml")) is not there", "feed inside: 10.1.2.3 is a private address",
      "receiver room: its address is not a proper http or https address", "receiver lost: cannot open",
      "receiver service: its signing secret is not whsec_", "can be read by everybody",
      "receiver deep: the folder \(folder("deep")) is not there",
    ] {
      #expect(result.errors.contains(words), "\(words): \(result.errors)")
    }
    #expect(!result.errors.contains("hunter2"))
    #expect(
      result.errors.contains(
        "receiver later: not checked: credential 'slack-url' is there for the service only"))
  }

  @Test("a log's folder that is not there is as bad for check as for the run, which cannot write")
  func missingFolder() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "receiver deep\n  file: deep/alerts.log\n")
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 78)
    #expect(result.output.hasSuffix(": 1 receiver cannot be used\n"), "\(result.output)")
    #expect(
      result.errors.contains("no run makes it; make it, writable for the service"))
    watch.publish("/a", ["Weather"])
    #expect(try watch.run().status == 0)
    watch.publish("/a", ["North Korea signs treaty"])
    #expect(try watch.run().status == 73)
  }

  @Test("what can be looked at by the service only is named, and is no reason for another status")
  func unchecked() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let room =
      "receiver room\n  slack: credential slack-url\nping: credential ping-url\nmetrics: deep/metrics\n"
    try watch.configure(server, feeds: ["a"], more: room)
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix(": 1 warning, 2 secrets not checked\n"), "\(result.output)")
    #expect(result.errors.contains("ping: not checked: credential 'ping-url'"))
    #expect(result.errors.contains("metrics: the folder \(watch.folder("deep")) is not there"))
    try watch.folder.write("slack-url", server.url("/hook"))
    try watch.folder.write("ping-url", server.url("/ping"))
    let service = try Binary.run(
      ["check", "--config", watch.folder("pactwatch.conf")],
      environment: ["CREDENTIALS_DIRECTORY": watch.folder.path])
    #expect(!service.errors.contains("not checked"))
  }

  @Test(
    "a topic that no room names is a warning, which names what to do",
    arguments: [
      ("topics: treaty", ["troops", "operational"]), ("topics: treaty, troops, operational", []),
      ("at least: alert", []),
    ])
  func untoldTopic(entry: String, untold: [String]) throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.folder.write("more.topic", Watch.secondTopic)
    try watch.folder.write("hook-url", server.url("/hook"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: watch.folder("hook-url"))
    let room = "receiver room\n  slack: \(watch.folder("hook-url"))\n  \(entry)\n"
    try watch.configure(server, feeds: ["a"], more: room)
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 0)
    let warnings = untold.map {
      "pactwatch: topic \($0): no chat room and no webhook is told of it; name it in 'topics:' of one\n"
    }
    #expect(result.errors == warnings.joined())
  }

  @Test("topic files without a topic are as bad as none")
  func onlyConcepts() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    try watch.folder.write("pact.topic", "concept treaty\n  en: treaty\n")
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 78)
    #expect(
      result.errors.contains(
        "no topic: include a file whose name ends in .topic and has one, or nothing can ever fire"))
  }

  @Test("an address of another scheme is told how addresses begin, not taken for a secret")
  func otherScheme() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"], more: "receiver x\n  webhook: htp://hooks.example.org/x\n")
    let result = try Binary.run(["check", "--config", watch.folder("pactwatch.conf")])
    #expect(result.status == 78)
    #expect(result.errors.contains("an address begins with http:// or https://"))
    #expect(!result.errors.contains("a secret is named"))
  }

  @Test("a configuration that is not there is said so with status 78")
  func noConfiguration() throws {
    let folder = try TemporaryDirectory()
    for command in ["run", "check", "alerts"] {
      let result = try Binary.run([command, "--config", folder("none.conf")])
      #expect(result.status == 78)
      #expect(
        result.errors.contains(
          "none.conf: No such file or directory; name the configuration with --config FILE"))
    }
  }

  @Test("a secret that stands where it should not is not shown")
  func secretInConfiguration() throws {
    let watch = try Watch()
    let server = try watch.serve()
    let canary = "T0CANARY/B0/x"
    try watch.configure(
      server, feeds: ["a"],
      more: "receiver room\n  slack: https://hooks.example/\(canary)\n  slak: https://h.example/\(canary)")
    watch.publish("/a", ["Weather"])
    for command in ["run", "check"] {
      let result = try Binary.run([command, "--config", watch.folder("pactwatch.conf")])
      #expect(result.status == 78)
      #expect(!(result.errors + result.output).contains("CANARY"))
    }
  }
}
