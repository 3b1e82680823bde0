import FeedParsing
import Foundation
import JSON
import Support
import Testing

@testable import Curl
@testable import PactwatchKit

/// What each kind of web receiver is sent and how its answers are taken.
@Suite struct TargetTests {
  private static var targets: [any WebTarget] {
    [StandardWebhook.unsigned, SlackWebhook(), MattermostWebhook()]
  }

  private func recorded(_ alert: Alert, count: Int = 1) -> [RecordedAlert] {
    (1...count).map { RecordedAlert(sequence: $0, alert: alert) }
  }

  private func message(_ alert: Alert, count: Int = 1, isMinimal: Bool = false) -> WebMessage {
    var message = WebMessage(key: "k", alerts: recorded(alert, count: count))
    message.isMinimal = isMinimal
    return message
  }

  private func text(_ target: any WebTarget, _ message: WebMessage) throws -> String {
    try #require(try JSONValue.read(target.body(of: message)).value["text"]?.string)
  }

  private func hostile(_ text: String) -> Alert {
    var alert = Alert.example
    (alert.title, alert.why, alert.source) = (text, "They **signed** \(text)", text)
    return alert
  }

  // MARK: Answers

  @Test("every status is taken for what it is, by every kind")
  func everyStatus() throws {
    let url = try WebURL("http://127.0.0.1/")
    for target in Self.targets {
      for status in 100...999 {
        let response = HTTPResponse(url: url, status: status, headers: HTTPHeaders(), body: [])
        let failure = DeliveryFailure(response, from: target, now: 0)
        let expected: DeliveryFailure.Fault? =
          switch status {
          case 200...299: nil
          case 400, 413, 422, 431: .message
          case 408, 423, 425, 429: .transient
          case 300...499, 501, 505: .receiver
          default: .transient
          }
        #expect(failure?.fault == expected, "\(status)")
        // What is in doubt is never a fault that gives a message up.
        if failure?.isCertain == false { #expect(failure?.fault == .transient, "\(status)") }
      }
    }
  }

  @Test("every final status comes through from a real server")
  func everyStatusOnTheWire() throws {
    let server = try LoopbackServer { request in
      .status(Int(request.path.dropFirst()) ?? 200, headers: ["Location: /200"])
    }
    let receivers = (200...599).filter { $0 != 304 }.map { status in
      Receiver(name: "\(status)", kind: .webhook(url: .plain(server.url("/\(status)")), signing: nil))
    }
    var settings = DeliverySettings(
      userAgent: try HTTPHeader("User-Agent", "t"), secrets: SecretReader(credentials: nil))
    settings.addressPolicy = AddressPolicy(allowing: [try AddressPrefix("127.0.0.0/8")])
    for part in stride(from: 0, to: receivers.count, by: 50) {
      let outcomes = ReceiverTest(settings: settings).run(
        Array(receivers[part..<min(part + 50, receivers.count)]))
      for outcome in outcomes {
        #expect((outcome.problem == nil) == outcome.receiver.hasPrefix("2"), "\(outcome)")
        if let problem = outcome.problem { #expect(problem.contains(outcome.receiver), "\(problem)") }
      }
    }
    #expect(Set(server.requests.map(\.path)).count == receivers.count)
  }

  @Test("a receiver may go around the proxy")
  func aroundTheProxy() throws {
    let proxy = try LoopbackServer(hosts: ["127.0.0.3"]) { _ in .ok("proxied") }
    let server = try LoopbackServer { _ in .ok("ok") }
    var settings = DeliverySettings(
      userAgent: try HTTPHeader("User-Agent", "t"), secrets: SecretReader(credentials: nil))
    settings.addressPolicy = AddressPolicy(allowing: [try AddressPrefix("127.0.0.1/32")])
    settings.proxy = try WebURL(proxy.url("", host: "127.0.0.3"))
    var hook = Receiver(name: "hook", kind: .webhook(url: .plain(server.url("/hook")), signing: nil))
    for usesProxy in [true, false] {
      hook.usesProxy = usesProxy
      #expect(ReceiverTest(settings: settings).run([hook]).map(\.problem) == [nil])
    }
    #expect(proxy.requests.map(\.path) == [server.url("/hook")])
    #expect(server.requests.map(\.path) == ["/hook"])
  }

  @Test(
    "a room that says in its answer what is wrong is understood, whatever the status",
    arguments: [
      (200, "invalid_token", DeliveryFailure.Fault.receiver), (400, "user_not_found", .receiver),
      (403, "action_prohibited", .receiver), (500, "rollup_error", .transient),
      (400, "invalid_payload", .message),
      (400, #"{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook."}"#, .receiver),
      (400, #"{"id":"web.incoming_webhook.text.app_error","message":"No text."}"#, .message),
      (400, #"{"id":"api.context.invalid_body.app_error"}"#, .message),
      (200, "<html>Login</html>", .receiver),
      (200, #"{"success":false}"#, .message), (404, "whatever <b>", .receiver),
    ])
  func answers(status: Int, body: String, fault: DeliveryFailure.Fault) throws {
    let url = try WebURL("http://127.0.0.1/")
    let response = HTTPResponse(url: url, status: status, headers: HTTPHeaders(), body: Array(body.utf8))
    for target in [SlackWebhook(), MattermostWebhook()] as [any WebTarget] {
      let failure = try #require(DeliveryFailure(response, from: target, now: 0))
      #expect(failure.fault == fault)
      #expect(!failure.reason.contains("<") && !failure.reason.contains("Invalid webhook"))
    }
  }

  // MARK: What is said

  @Test("a post in Mattermost says in five lines what a reader needs in ten seconds")
  func mattermost() throws {
    #expect(
      try text(MattermostWebhook(), message(.example)) == """
        **A &lt;treaty&gt; &amp; more**
        treaty · The Wire \\[en\\] · 2025-12-31 23:00 UTC
        > Why: They signed the **treaty**.

        [Read the report](https://example.org/1?a=b&c=d)
        alert 01J00000000000000000000000
        """)
    var repeated = message(.example)
    repeated.mayHaveArrived = true
    #expect(
      try text(MattermostWebhook(), repeated).hasSuffix(
        "\n(possible repeat: it was sent before, and nobody knows whether it arrived)"))
    #expect(
      try text(MattermostWebhook(), message(.example, count: 2)) == """
        **2 alerts** (treaty 2)
        • treaty: [A &lt;treaty&gt; &amp; more](https://example.org/1?a=b&c=d) (The Wire, 2025-12-31 23:00 UTC)
        • treaty: [A &lt;treaty&gt; &amp; more](https://example.org/1?a=b&c=d) (The Wire, 2025-12-31 23:00 UTC)
        """)
  }

  @Test("the plainest form is title and link, without blocks and evidence")
  func minimal() throws {
    let expected = "A &lt;treaty&gt; &amp; more\nhttps://example.org/1?a=b&amp;c=d"
    #expect(try text(SlackWebhook(), message(.example, isMinimal: true)) == expected)
    #expect(
      try text(MattermostWebhook(), message(.example, isMinimal: true))
        == "A &lt;treaty&gt; &amp; more\nhttps://example.org/1?a=b&c=d")
    let slack = try JSONValue.read(SlackWebhook().body(of: message(.example, isMinimal: true))).value
    #expect(slack["blocks"] == nil)
    let webhook = try JSONValue.read(StandardWebhook.unsigned.body(of: message(.example, isMinimal: true)))
      .value
    #expect(
      webhook["data"]?.object?.map(\.name) == [
        "schema", "time", "seq", "id", "topic", "tier", "kind", "title", "link",
      ])
  }

  // MARK: Hostile text

  static let injections = [
    "@everyone @here <@123> <!channel> <users/all> @**all** @room @all @channel",
    "& < > * _ ~ ` [ ] ( ) | \\ \" </b> &amp; &lt; \\* ** __ ~~ ``` [a](https://evil.example) <https://evil.example|a>",
    "![x](https://evil.example/x.png) | a | b | > quote # head - list 1. item",
    "\u{1B}[31m \u{9B}31m \u{7} \r\n \u{202E}gnp \u{2066} \u{2028} \u{0} \u{FEFF} end",
  ]

  @Test("no text from outside mentions, links or steers, in any form of any kind", arguments: injections)
  func injection(text hostile: String) throws {
    let alert = self.hostile(hostile)
    let clean = CleanText.singleLine(hostile)
    for target in Self.targets {
      for message in [message(alert), message(alert, count: 3), message(alert, isMinimal: true)] {
        let body = String(decoding: target.body(of: message), as: UTF8.self)
        #expect(body.unicodeScalars.allSatisfy { $0.value >= 0x20 && !("\u{7F}"..."\u{9F}").contains($0) })
        for steering in ["\u{202E}", "\u{2066}", "\u{2028}", "\u{FEFF}"] { #expect(!body.contains(steering)) }
      }
    }
    for target in [SlackWebhook(), MattermostWebhook()] as [any WebTarget] {
      for message in [message(alert), message(alert, count: 3), message(alert, isMinimal: true)] {
        let text = try text(target, message)
        #expect(!text.contains("<!") && !text.contains("<@") && !text.contains("<users"))
        for name in ["everyone", "here", "channel", "all", "room", "**all"] {
          #expect(!text.contains("@\(name)"))
        }
        let shown = Self.unescaped(text, isMarkdown: target is MattermostWebhook)
        #expect(shown.contains(clean), "\(shown)")
      }
    }
    let json = try JSONValue.read(StandardWebhook.unsigned.body(of: message(alert))).value
    #expect(json["data"]?["title"]?.string == clean)
  }

  /// What a reader sees, by the rules of each language and nothing of ours.
  private static func unescaped(_ text: String, isMarkdown: Bool) -> String {
    var shown = text.replacingOccurrences(of: "\u{200B}", with: "")
    if isMarkdown { shown = shown.replacing(/\\([\\`*_\[\]~|])/) { String($0.output.1) } }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
      shown = shown.replacingOccurrences(of: entity, with: character)
    }
    return shown
  }

  @Test(
    "every link of a message leads to a page, or is not there",
    arguments: [
      "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "mailto:a@b",
    ])
  func links(address: String) throws {
    var alert = Alert.example
    alert.link = address
    for target in Self.targets.dropFirst() {
      for message in [message(alert), message(alert, count: 2), message(alert, isMinimal: true)] {
        #expect(!String(decoding: target.body(of: message), as: UTF8.self).contains(address))
      }
    }
  }

  // MARK: Limits

  @Test("a text at a limit of Slack stays whole; one unit more is cut with an ellipsis", arguments: [0, 1])
  func slackLimits(more: Int) throws {
    var alert = Alert.example
    alert.title = String(repeating: "t", count: SlackBlock.longestHeader + more)
    alert.why = "**hit**" + String(repeating: "w", count: SlackBlock.longestSection - 5 + more)
    let blocks = SlackAlert(AlertWords(alert)).content.blocks
    let header = try #require(blocks[0]["text"]?["text"]?.string)
    let why = try #require(blocks[2]["text"]?["text"]?.string)
    #expect(header.utf16.count == 150 && header.hasSuffix("…") == (more == 1))
    #expect(why.utf16.count == 3_000 && why.hasSuffix("…") == (more == 1) && why.hasPrefix("*hit*w"))
  }

  @Test("what one message has no room for is left to the next, in every kind, and every limit holds")
  func capacity() throws {
    var alert = Alert.example
    alert.title = String(repeating: "👩‍👩‍👧북<&*", count: 5_000)
    alert.link = "https://example.org/" + String(repeating: "a", count: 1_900)
    for target in [SlackWebhook(), MattermostWebhook()] as [any WebTarget] {
      let alerts = recorded(alert, count: 100)
      let capacity = target.capacity(for: alerts[...])
      #expect(capacity > 1 && capacity < 100)
      for count in [capacity, capacity + 1] {
        let text = try text(target, message(alert, count: count))
        #expect(target.traits.limit(.max).size(of: text) <= target.traits.longestText)
        // Slack's text is for notifications; its blocks have all.
        if target is MattermostWebhook { #expect(text.contains("and 1 more") == (count > capacity)) }
      }
      #expect(SlackDigest(recorded(alert, count: SlackDigest(alerts).capacity)).content.blocks.count <= 50)
    }
  }

  @Test("the longest post of one alert has its link and its number, within the limit")
  func longestPost() throws {
    var alert = hostile(String(repeating: "👩‍👩‍👧&<*한", count: 20_000))
    alert.link = "https://example.org/" + String(repeating: "b", count: 1_900)
    var repeated = message(alert)
    repeated.mayHaveArrived = true
    for target in [SlackWebhook(), MattermostWebhook()] as [any WebTarget] {
      let text = try text(target, repeated)
      #expect(target.traits.limit(.max).size(of: text) <= target.traits.longestText)
      #expect(text.contains(alert.link ?? "-") && text.contains(alert.id))
    }
  }
}

extension StandardWebhook {
  /// No key at all is a proper list of keys.
  static var unsigned: StandardWebhook {
    guard let webhook = StandardWebhook(secret: nil) else { preconditionFailure("no keys are refused") }
    return webhook
  }
}
