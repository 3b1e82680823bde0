import JSON
import Testing

@testable import PactwatchKit

@Suite struct SlackWebhookTests {
  private func body(_ alerts: [Alert]) -> String {
    let recorded = alerts.enumerated().map { RecordedAlert(sequence: $0 + 1, alert: $1) }
    return String(decoding: SlackWebhook().body(of: WebMessage(key: "k", alerts: recorded)), as: UTF8.self)
  }

  /// All texts of the blocks, in order.
  private func texts(_ content: SlackContent) -> [String] {
    content.blocks.compactMap { block in
      (block["text"] ?? block["elements"]?.array?.first)?["text"]?.string ?? block["text"]?["text"]?.string
    }
  }

  @Test("an alert says title, topic, source, time, why and where, each escaped as its place demands")
  func alert() {
    #expect(
      body([.example])
        == #"{"text":"*A &lt;treaty&gt; &amp; more*\ntreaty · The Wire [en] · 2025-12-31 23:00 UTC\n"#
        + #"They signed the *treaty*.\n<https://example.org/1?a=b&amp;c=d>\nalert 01J00000000000000000000000","#
        + #""blocks":["#
        + #"{"type":"header","text":{"type":"plain_text","text":"A <treaty> & more","emoji":false}},"#
        + #"{"type":"context","elements":[{"type":"plain_text","text":"treaty · The Wire [en] · 2025-12-31 23:00 UTC","#
        + #""emoji":false}]},"#
        + #"{"type":"section","text":{"type":"mrkdwn","text":"They signed the *treaty*.","verbatim":true}},"#
        + #"{"type":"section","text":{"type":"mrkdwn","text":"<https://example.org/1?a=b&amp;c=d|Read the report>","#
        + #""verbatim":true}},"#
        + #"{"type":"context","elements":[{"type":"plain_text","text":"alert 01J00000000000000000000000","emoji":false}]}"#
        + #"],"unfurl_links":false,"unfurl_media":false}"#)
  }

  @Test("an alert without link, title and why is a message still")
  func bareAlert() {
    var alert = Alert.example
    (alert.title, alert.link, alert.why, alert.source, alert.language) = ("", nil, "", "", nil)
    let content = SlackAlert(AlertWords(alert)).content
    #expect(
      texts(content) == ["(no title)", "treaty · 2025-12-31 23:00 UTC", "alert 01J00000000000000000000000"])
  }

  @Test("a message that may have arrived before says so")
  func repeats() {
    let alerts = [RecordedAlert(sequence: 1, alert: .example)]
    let body = SlackWebhook().body(of: WebMessage(key: "k", alerts: alerts, mayHaveArrived: true))
    let note = "possible repeat: it was sent before, and nobody knows whether it arrived"
    let text = String(decoding: body, as: UTF8.self)
    #expect(text.contains(#"000\n(\#(note))","blocks""#))
    #expect(text.contains(#"{"type":"plain_text","text":"\#(note)","emoji":false}"#))
  }

  @Test("nothing from outside mentions anybody or becomes markup of Slack")
  func mentions() {
    let hostile = "<!channel> <@U123> <#C1> @here @all <https://evil.example|click> &amp; </b>"
    var alert = Alert.example
    (alert.title, alert.why, alert.source) = (hostile, hostile, hostile)
    for alerts in [[alert], [alert, alert]] {
      let recorded = alerts.map { RecordedAlert(sequence: 1, alert: $0) }
      let content =
        recorded.count == 1
        ? SlackAlert(AlertWords(alert)).content : SlackDigest(recorded).content
      let markup =
        [content.text]
        + content.blocks.filter { $0["text"]?["type"] == .string("mrkdwn") }
        .compactMap { $0["text"]?["text"]?.string }
      for text in markup {
        let links = text.components(from: "<", to: ">")
        #expect(links.allSatisfy { $0.hasPrefix("https://example.org/") }, "\(text)")
        #expect(!text.contains("@here") && !text.contains("@all") && !text.contains("@U"))
      }
    }
  }

  @Test(
    "only links to pages become links, and none breaks out of its brackets",
    arguments: [
      ("https://example.org/a|b>c<d\"e f`g", "https://example.org/a%7Cb%3Ec%3Cd%22e%20f%60g"),
      ("HTTP://EXAMPLE.ORG/ü?x&y", "HTTP://EXAMPLE.ORG/ü?x&y"),
      ("https://example.org/\u{202E}\u{7}", "https://example.org/"),
      ("https://example.org/a_(b)\\", "https://example.org/a_%28b%29%5C"),
      ("javascript:alert(1)", nil), ("data:text/html,x", nil), ("file:///etc/passwd", nil), ("", nil),
      ("https://example.org/" + String(repeating: "a", count: 2_000), nil),
    ] as [(String, String?)])
  func links(address: String, expected: String?) {
    #expect(WebLink.target(address) == expected)
  }

  @Test("every text keeps Slack's limits, whatever its length")
  func limits() throws {
    let long = String(repeating: "👩‍👩‍👧북<&", count: 20_000)
    var alert = Alert.example
    (alert.title, alert.why, alert.source) = (long, long, long)
    for content in [
      SlackAlert(AlertWords(alert)).content,
      SlackDigest([RecordedAlert](repeating: RecordedAlert(sequence: 1, alert: alert), count: 100)).content,
    ] {
      #expect(content.blocks.count <= SlackBlock.maximum)
      #expect(content.text.utf16.count < 40_000)
      for block in content.blocks {
        let limit =
          switch block["type"]?.string {
          case "header": SlackBlock.longestHeader
          case "section": SlackBlock.longestSection
          default: SlackBlock.longestContext
          }
        for text in texts(SlackContent(text: "", blocks: [block])) {
          #expect(!text.isEmpty && text.utf16.count <= limit)
          #expect(!text.hasSuffix("&") && !text.contains("\u{FFFD}"))
        }
      }
    }
  }

  @Test("a digest has a line for each alert and says how many more there are")
  func digest() {
    var alerts = (1...3).map { number -> RecordedAlert in
      var alert = Alert.example
      alert.title = "Report \(number)"
      alert.topic = number == 3 ? "troops" : "treaty"
      alert.link = number == 2 ? nil : "https://example.org/\(number)"
      return RecordedAlert(sequence: number, alert: alert)
    }
    #expect(
      texts(SlackDigest(alerts).content) == [
        "3 alerts", "treaty 2, troops 1",
        """
        • treaty: <https://example.org/1|Report 1> (The Wire, 2025-12-31 23:00 UTC)
        • treaty: Report 2 (The Wire, 2025-12-31 23:00 UTC)
        • troops: <https://example.org/3|Report 3> (The Wire, 2025-12-31 23:00 UTC)
        """,
      ])
    for index in alerts.indices { alerts[index].alert.kind = .backlog }
    #expect(texts(SlackDigest(alerts).content).first == "3 alerts from feeds that are new")
    let many = (1...5_000).flatMap { _ in alerts }
    let last = texts(SlackDigest(many).content).last ?? ""
    #expect(last.hasPrefix("and ") && last.hasSuffix(" more; the alert log has them all"))
    #expect(SlackDigest(many).content.blocks.count <= SlackBlock.maximum)
  }
}

extension String {
  /// What stands between each pair of marks.
  fileprivate func components(from open: Character, to close: Character) -> [Substring] {
    split(separator: open, omittingEmptySubsequences: false).dropFirst().map { $0.prefix { $0 != close } }
  }
}
