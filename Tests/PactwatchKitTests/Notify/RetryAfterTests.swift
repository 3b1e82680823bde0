import Testing

@testable import PactwatchKit

@Suite struct RetryAfterTests {
  private static let day = 24 * 3_600_000

  @Test(
    "seconds and dates are understood, absurd values are bounded, the rest says nothing",
    arguments: [
      ("120", 120_000), (" 0 ", 0), ("999999999999", Self.day), ("99999999999999999999999999", Self.day),
      ("Thu, 01 Jan 2026 00:02:00 GMT", 120_000), ("Thu, 01 Jan 2025 00:00:00 GMT", 0),
      ("Fri, 01 Jan 2036 00:00:00 GMT", Self.day), ("-5", nil), ("soon", nil), ("", nil), ("1.5", 1_500),
      ("nan", nil),
      ("inf", Self.day),
      ("Thu, 32 Jan 2026 00:02:00 GMT", nil), ("Thu, 01 Foo 2026 00:02:00 GMT", nil),
      ("Thu, 01 Jan 2026 00:02 GMT", 120_000), ("Thu, 01 Jan 2026 00:02:00 PST", 28_920_000),
      ("Thu, 01 Jan 99999999999999999999 00:02:00 GMT", nil),
    ] as [(String, Int?)])
  func values(value: String, expected: Int?) {
    #expect(RetryAfter.milliseconds(value, now: 1_767_225_600_000) == expected)
  }
}
