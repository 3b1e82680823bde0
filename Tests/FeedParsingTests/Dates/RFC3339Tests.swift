import Foundation
import Testing

@testable import FeedParsing

@Suite struct RFC3339Tests {
  @Test(
    "moments are written as RFC 3339 says, before 1970 and far ahead too",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
      (1_767_225_599_999, "2025-12-31T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ])
  func text(milliseconds: Int, expected: String) {
    #expect(FeedDate.rfc3339WithMilliseconds(milliseconds) == expected)
  }

  @Test("every day of 400 years is written as Foundation writes it, and read back")
  func everyDay() {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for day in stride(from: 0, to: 146_097, by: 1) {
      let milliseconds = (day - 40_000) * 86_400_000
      let text = FeedDate.rfc3339WithMilliseconds(milliseconds)
      if day % 97 == 0 {
        #expect(text == formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1_000)))
      }
      #expect(FeedDate.parse(text) == milliseconds)
    }
  }

  @Test("no number is too large or too small to be written", arguments: [Int.min, .max])
  func extremes(milliseconds: Int) {
    #expect(FeedDate.rfc3339WithMilliseconds(milliseconds).hasSuffix("Z"))
  }
}
