import FeedParsing
import Testing

@Suite("Dates")
struct DateTests {
  @Test(
    "dates are read in all the ways they are written",
    arguments: [
      ("Wed, 19 Jun 2024 10:00:00 +0900", "2024-06-19T01:00:00Z"),
      ("Wed, 19 Jun 2024 10:00:00 KST", "2024-06-19T01:00:00Z"),
      ("2024-06-19T10:00:00.250+09:00", "2024-06-19T01:00:00Z"), ("2024-06-19", "2024-06-19T00:00:00Z"),
      ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
      ("19 июня 2024 10:00 МСК", "2024-06-19T07:00:00Z"),
      ("Ср, 19 чер 2024 10:00:00 +0300", "2024-06-19T07:00:00Z"),
      ("2024년 6월 19일 오후 3:05", "2024-06-19T06:05:00Z"), ("2024年6月19日 15時05分", "2024-06-19T15:05:00Z"),
      ("2024년 6월 19일 15시 5분 7초 KST", "2024-06-19T06:05:07Z"),
      ("środa, 19 czerwca 2024 10:00 CEST", "2024-06-19T08:00:00Z"),
      ("mar., 01 déc. 2020 16:11:02 +0000", "2020-12-01T16:11:02Z"),
      ("19.06.2024 10:00", "2024-06-19T10:00:00Z"), ("6/19/2024", "2024-06-19T00:00:00Z"),
      ("19/6/2024", "2024-06-19T00:00:00Z"),
      ("Jun 19, 2024 1:05 PM EDT", "2024-06-19T17:05:00Z"), ("12:30 AM, 19 Jun 2024", "2024-06-19T00:30:00Z"),
      ("2024-06-19T24:00:00Z", "2024-06-20T00:00:00Z"), ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
      ("1718755200", "2024-06-19T00:00:00Z"), ("1718755200000", "2024-06-19T00:00:00Z"),
      ("20240619", "2024-06-19T00:00:00Z"),
      ("20240619100000", "2024-06-19T10:00:00Z"),
      ("Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01T03:19:00Z"),
      ("10 Nov 2024 12:00 America/New_York", "2024-11-10T17:00:00Z"),
      ("1 Jul 2024 12:00 Europe/Berlin", "2024-07-01T10:00:00Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("2099-12-31T23:59:59Z", "2099-12-31T23:59:59Z"),
    ])
  func readable(text: String, expected: String) {
    #expect(FeedDate.parse(text).map(FeedDate.rfc3339) == expected)
  }

  @Test(
    "what is no date, or more than one, is none",
    arguments: [
      "", "invalid", "2013-xx-27", "Sun, 16 Dec 2012 1:2:3:4 GMT", "31 Feb 2024", "2023-02-29", "2024-13-01",
      "2024-06-19T25:00:00Z", "2024-06-19T10:60:00Z", "2024-06-19T10:00:00+99:00",
      "2024-06-19T10:00:00+16:00",
      "19 Jun 2024 10:00 IST", "19 Jun 2024 10:00 x.m.", "19 Jun 2024 10:00 XYZ",
      "19 Jun 2024 10:00 Mars/Olympus", "6/7/2024", "013",
      "12345",
      "123456789012345678901234567890", "19 Jun", "10:00", "5 minutes ago",
      "1 Jul 1970 12:00 America/New_York", "Wed, 19 Jun -2024 10:00:00 GMT", "-2024-06-19T10:00:00Z",
      "Wed, 19 Jun 12024 10:00:00 GMT", "12024-06-19T10:00:00Z",
      String(repeating: "1 ", count: 400), String(repeating: "a1", count: 50),
      "\u{02}1d, 19 Jun 2024 10:00:00 +1002",
      "0000-01-01T00:00:00+09:00",
      "9999-12-31T23:59:59-05:00",
    ])
  func unreadable(text: String) {
    #expect(FeedDate.parse(text) == nil)
  }

  @Test(
    "a date far from now is read but doubted",
    arguments: [
      ("1970-01-01", DateDoubt.past), ("0001-01-01T00:00:00Z", .past), ("1989-12-31", .past),
      ("1990-01-01", nil), ("2026-01-01T00:00:00Z", nil), ("2026-01-01T23:59:59Z", nil),
      ("2026-01-02T00:00:01Z", .future), ("2099-12-31", .future),
    ] as [(String, DateDoubt?)])
  func doubts(text: String, doubt: DateDoubt?) throws {
    let now = try #require(FeedDate.parse("2026-01-01T00:00:00Z"))
    let instant = try #require(FeedDate.parse(text))
    #expect(DateDoubt(about: instant, now: now) == doubt)
  }

  @Test("instants are written in UTC, before 1970 too")
  func written() {
    #expect(FeedDate.rfc3339(0) == "1970-01-01T00:00:00Z")
    #expect(FeedDate.rfc3339(-1) == "1969-12-31T23:59:59Z")
    #expect(FeedDate.rfc3339WithMilliseconds(-1) == "1969-12-31T23:59:59.999Z")
    #expect(FeedDate.rfc3339WithMilliseconds(1_718_755_200_007) == "2024-06-19T00:00:00.007Z")
  }

  @Test("what is written is read again, on each day of four centuries")
  func roundTrip() {
    for day in stride(from: -62_135_596_800_000, to: 253_402_300_799_000, by: 86_400_000 * 97 + 3_661_000) {
      #expect(FeedDate.parse(FeedDate.rfc3339(day)) == day)
    }
  }
}
