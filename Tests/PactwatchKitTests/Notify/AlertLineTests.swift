import Foundation
import Matching
import Testing

@testable import PactwatchKit

@Suite struct AlertLineTests {
  private func line(_ alert: Alert, _ format: Receiver.LineFormat = .json) -> String {
    String(decoding: AlertLine.bytes(RecordedAlert(sequence: 12, alert: alert), format), as: UTF8.self)
  }

  @Test("the JSON line has the fields of schema 1, in their order")
  func json() {
    #expect(
      line(.example)
        == #"{"schema":1,"time":"2026-01-01T00:00:00.123Z","seq":12,"id":"01J00000000000000000000000","#
        + #""item":"7","topic":"treaty","tier":"alert","kind":"new","feed":"wire-en","source":"The Wire","#
        + #""lang":"en","title":"A <treaty> & more","link":"https://example.org/1?a=b&c=d","#
        + #""published":"2025-12-31T23:00:00.000Z","why":"They signed the **treaty**.","#
        + #""evidence":[{"topic":"treaty","branch":1,"concept":"treaty-name","term":"treat{y,ies}","#
        + #""field":"title","text":"treaty","start":3,"end":9}],"story":null,"repeats":null,"date_doubt":null}"#
        + "\n")
  }

  @Test("what an alert does not have is null")
  func nulls() throws {
    var alert = Alert.example
    (alert.language, alert.link, alert.published, alert.item) = (nil, nil, nil, nil)
    let object = try JSONSerialization.jsonObject(with: Data(line(alert).utf8)) as? [String: Any]
    for key in ["lang", "link", "published", "item", "story"] { #expect(object?[key] is NSNull, "\(key)") }
  }

  @Test("the plain line says when, what, who, why and where")
  func plain() {
    #expect(
      line(.example, .plain) == "2026-01-01 00:00 UTC  treaty  The Wire [en]: A <treaty> & more | "
        + "They signed the **treaty**. | https://example.org/1?a=b&c=d | 01J00000000000000000000000\n")
    var alert = Alert.example
    (alert.tier, alert.kind, alert.link, alert.language, alert.why) = (.possible, .update, nil, nil, "")
    #expect(
      line(alert, .plain) == "2026-01-01 00:00 UTC  treaty (possible, update)  The Wire: A <treaty> & more | "
        + "01J00000000000000000000000\n")
  }

  @Test("what may be a repeat and what has an impossible date says so, for programs and for people")
  func remarks() throws {
    var alert = Alert.example
    (alert.repeats, alert.published) = (3, 0)
    #expect(line(alert).hasSuffix(#""story":null,"repeats":3,"date_doubt":"past"}"# + "\n"))
    let remarks = "perhaps a repeat of alert 3, dated before 1990"
    #expect(line(alert, .plain).contains("They signed the **treaty**. | \(remarks) | https://example.org/1"))
    let message = SlackAlert(AlertWords(alert)).content.text
    #expect(message.contains("1970-01-01 00:00 UTC · perhaps a repeat of alert 3 · dated before 1990"))
    let digest = SlackDigest([RecordedAlert(sequence: 12, alert: alert)]).content.text
    #expect(digest.contains("(The Wire, 1970-01-01 00:00 UTC, \(remarks))"))
  }

  @Test(
    "no text from outside breaks the line or steers a terminal, not even through jq -r",
    arguments: Receiver.LineFormat.allCases)
  func hostileText(format: Receiver.LineFormat) {
    let hostile =
      "\u{1B}[31mred\u{7} \u{9B}2J\r\nnext\u{85}\u{2028}\u{202E}evil\u{2066}\u{0}\u{7F}end\u{FEFF}"
    var alert = Alert.example
    (alert.title, alert.source, alert.why, alert.link, alert.language) = (
      hostile, hostile, hostile, hostile, hostile
    )
    alert.evidence[0].text = hostile
    let line = line(alert, format)
    #expect(line.hasSuffix("\n"))
    let text = line.dropLast().unicodeScalars
    let harmful = text.filter {
      $0.properties.generalCategory == .control
        || "\u{2028}\u{202E}\u{2066}\u{FEFF}".unicodeScalars.contains($0)
    }
    #expect(harmful.isEmpty)
    #expect(!line.contains("\\u"))
    #expect(line.contains("[31mred 2J next evilend"))
  }
}
