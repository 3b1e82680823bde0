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
        + #""field":"title","text":"treaty","start":3,"end":9}],"story":null}"# + "\n")
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
    #expect(line.contains("[31mred 2J  next  evilend"))
  }

  @Test("joined characters and letters of all scripts stay as they are")
  func scripts() {
    let text = "북한군 朝鲜 Росія ї é e\u{301} 👩‍👩‍👧 \u{200B}"
    #expect(DisplayText.clean(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }
}

@Suite struct TimestampTests {
  @Test(
    "moments are written as RFC 3339 says, before 1970 and far ahead too",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
      (1_767_225_599_999, "2025-12-31T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ])
  func text(milliseconds: Int, expected: String) {
    #expect(Timestamp.text(milliseconds) == expected)
  }

  @Test("every day of 400 years is written as Foundation writes it, and read back")
  func everyDay() {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for day in stride(from: 0, to: 146_097, by: 1) {
      let milliseconds = (day - 40_000) * 86_400_000
      let text = Timestamp.text(milliseconds)
      if day % 97 == 0 {
        #expect(text == formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1_000)))
      }
      let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
      #expect(
        Timestamp.milliseconds(year: parts[0], month: parts[1], day: parts[2], hour: 0, minute: 0, second: 0)
          == milliseconds)
    }
  }

  @Test("no number is too large or too small to be written", arguments: [Int.min, .max])
  func extremes(milliseconds: Int) {
    #expect(Timestamp.text(milliseconds).hasSuffix("Z"))
  }
}
