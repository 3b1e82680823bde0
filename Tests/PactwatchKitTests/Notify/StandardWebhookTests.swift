import JSON
import Testing

@testable import PactwatchKit

@Suite struct StandardWebhookTests {
  private static let message = WebMessage(
    key: "msg_p5jXN8AQM9LWM0D4loKWxJek", alerts: [RecordedAlert(sequence: 12, alert: .example)])

  private func signature(_ secret: String) -> String? {
    StandardWebhook(secret: secret)?.headers(
      of: Self.message, body: Array(#"{"test": 2432232314}"#.utf8), now: 1_614_265_330_999
    ).first { $0.name == "webhook-signature" }?.value
  }

  @Test("the signature is that of the specification's example, with and without the prefix of the key")
  func vector() {
    let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    #expect(signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == expected)
    #expect(signature("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == expected)
  }

  @Test("while a key is being replaced, both sign")
  func twoKeys() {
    let signatures = signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n whsec_AAAA")?.split(separator: " ")
    #expect(signatures?.count == 2)
    #expect(signatures?.first == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test("the headers are those of the specification; without a key there is no signature")
  func headers() {
    let headers = StandardWebhook(secret: nil)?.headers(of: Self.message, body: [], now: 1_614_265_330_999)
    #expect(headers?.map(\.name) == ["webhook-id", "webhook-timestamp"])
    #expect(headers?.map(\.value) == ["msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330"])
  }

  @Test("a key that is not Base64 is refused", arguments: ["whsec_!", "good= bad!", "whsec_"])
  func badKeys(secret: String) {
    #expect(StandardWebhook(secret: secret) == nil)
  }

  @Test("the body has the alert as the log has it, and is the same each time")
  func body() throws {
    let target = try #require(StandardWebhook(secret: nil))
    let body = target.body(of: Self.message)
    let alert = AlertJSON.value(of: Self.message.alerts[0]).text
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"type":"pactwatch.alert","timestamp":"2026-01-01T00:00:00.123Z","data":\#(alert)}"#)
    #expect(target.body(of: Self.message) == body)
  }

  @Test("a digest has all its alerts")
  func digest() throws {
    let alerts = [12, 13].map { RecordedAlert(sequence: $0, alert: .example) }
    let body = try #require(StandardWebhook(secret: nil)).body(of: WebMessage(key: "k", alerts: alerts))
    let data = alerts.map { AlertJSON.value(of: $0).text }.joined(separator: ",")
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"type":"pactwatch.digest","timestamp":"2026-01-01T00:00:00.123Z","#
        + #""data":{"count":2,"alerts":[\#(data)]}}"#)
  }
}
