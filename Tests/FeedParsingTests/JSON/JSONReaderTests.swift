import JSON
import Testing

@Suite("JSON reader")
struct JSONReaderTests {
  private func read(_ text: String, depth: Int = 128) throws(JSONError) -> JSONReading {
    try JSONValue.read(Array(text.utf8), depth: depth)
  }

  @Test(
    "values are read",
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("-12", .integer(-12)), ("1.5e3", .double(1500)),
      ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("\"\"", .string("")),
      (#""a\n\t\r\b\f\"\\\/""#, .string("a\n\t\r\u{8}\u{C}\"\\/")), (#""\u00e9\ud83c\uddf0""#, .string("é🇰")),
      ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])), ("{}", .object([])),
      (#"{"a": 1, "a": 2}"#, .object(pairs: [("a", .integer(1)), ("a", .integer(2))])),
    ] as [(String, JSONValue)])
  func values(text: String, expected: JSONValue) throws {
    let reading = try read(text)
    #expect(reading.value == expected)
    #expect(reading.faults.isEmpty)
  }

  @Test(
    "small faults are forgiven and named",
    arguments: [
      ("[1,]", .array([.integer(1)]), "a comma too many"),
      ("[,,1,,2]", .array([.integer(1), .integer(2)]), "a comma too many"),
      (#"{"a":1,}"#, .object(pairs: [("a", .integer(1))]), "a comma too many"),
      (#""\ud800x""#, .string("\u{FFFD}x"), "half of a surrogate pair"),
      (#""\ud800\u0041""#, .string("\u{FFFD}A"), "half of a surrogate pair"),
      (#""\q\u12""#, .string("\\q\u{FFFD}12"), "an unknown escape"),
      ("\"a\u{1}\"", .string("a\u{1}"), "a control character in a string"),
      ("1 2", .integer(1), "text behind the end"),
    ] as [(String, JSONValue, String)])
  func forgiven(text: String, expected: JSONValue, fault: String) throws {
    let reading = try read(text)
    #expect(reading.value == expected)
    #expect(reading.faults == [fault])
  }

  @Test("bad bytes cost a character, not the document")
  func badBytes() throws {
    let reading = try JSONValue.read(Array("\"a".utf8) + [0xFF] + Array("b\"".utf8))
    #expect(reading.value == .string("a\u{FFFD}b"))
    #expect(reading.faults == ["malformed UTF-8"])
  }

  @Test("a byte order mark is passed over")
  func mark() throws {
    #expect(try read("\u{FEFF}[]").value == .array([]))
  }

  @Test(
    "errors name the byte",
    arguments: [
      ("", "the text ends too early at byte 0"), ("[1", "the text ends too early at byte 2"),
      ("[1 2]", "a comma is missing at byte 3"), ("{a:1}", "a member's name in quotes is missing at byte 1"),
      (#"{"a" 1}"#, "a colon is missing at byte 5"), (#"{"a"}"#, "a colon is missing at byte 4"),
      ("[tru]", "no value begins like this at byte 1"), ("\"abc", "a string does not end at byte 4"),
      ("\"abc\\", "a string does not end at byte 5"), ("[1-2-3]", "a number cannot be read at byte 1"),
      ("[1e999]", "a number cannot be read at byte 1"),
      ("[[[]]]", "values stand too deep inside each other at byte 2"),
    ])
  func errors(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try read(text, depth: 2) }
    #expect(error?.description == message)
  }

  @Test("too many values are an error")
  func tooMany() {
    let error = #expect(throws: JSONError.self) { try JSONValue.read(Array("[1,2,3]".utf8), values: 3) }
    #expect(error?.description == "there are too many values at byte 5")
  }

  @Test("what the writer writes is read again")
  func roundTrip() throws {
    let value = JSONValue.object(pairs: [
      (
        "k\"\\\u{1}",
        .array([.null, .bool(false), .integer(.min), .double(0.1), .string("a\u{2028}\u{9B}북")])
      ), ("", .object([])),
    ])
    let reading = try JSONValue.read(value.serialized)
    #expect(reading.value == value)
    #expect(reading.faults.isEmpty)
  }

  @Test("random bytes end in a value or an error")
  func randomBytes() {
    var random = SystemRandomNumberGenerator()
    let pieces = Array("{}[]\",:\\u0dDtrue-1.e ".utf8) + [0x00, 0x80, 0xFF]
    for _ in 0..<3000 {
      let noise = (0..<30).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
      _ = try? JSONValue.read(noise, depth: 4)
    }
  }
}
