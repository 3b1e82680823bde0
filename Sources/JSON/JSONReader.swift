import Bytes

/// Why a text is no JSON at all.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Of the byte that cannot be read on from.
  package var offset: Int
  package var reason: String

  package var description: String { "\(reason) at byte \(offset)" }
}

/// What was read, and what had to be forgiven.
package struct JSONReading: Sendable, Equatable {
  package var value: JSONValue
  /// What RFC 8259 does not allow, a clause each, without repeats.
  package var faults: [String]
  /// Where and why reading ended too early; `value` has what was whole before that place.
  package var stop: JSONError?
}

extension JSONValue {
  /// Reads JSON liberally.
  ///
  /// Forgiven are malformed UTF-8 and lone surrogates (U+FFFD), unknown escapes and raw control characters in strings,
  /// trailing commas, a byte order mark, and text behind the value. Beyond `depth` it is an error, and beyond
  /// `values`, which bounds the memory that a small text can ask for.
  ///
  /// - Parameters:
  ///   - start: where the value begins.
  ///   - keepsBeginning: whether an object or array that breaks off is given as far as it goes.
  package static func read(
    _ bytes: [UInt8], from start: Int = 0, depth: Int = 128, values: Int = 400_000,
    keepsBeginning: Bool = false
  ) throws(JSONError) -> JSONReading {
    var reader = JSONReader(bytes, depth: depth, values: values, keepsBeginning: keepsBeginning)
    reader.at = start
    return try reader.document()
  }
}

/// One pass over a JSON text.
struct JSONReader {
  let bytes: [UInt8]
  /// Whether all of it is UTF-8 without controls: what stands between two quotes then is a string as it is.
  let isClean: Bool
  var at = 0
  private var depthLeft: Int
  private var valuesLeft: Int
  private var faults: [String] = []
  private let keepsBeginning: Bool
  private var stop: JSONError?

  init(_ bytes: [UInt8], depth: Int, values: Int, keepsBeginning: Bool) {
    self.bytes = bytes
    isClean = Bytes.kind(of: bytes) != .unclean
    self.keepsBeginning = keepsBeginning
    valuesLeft = max(1, values)
    depthLeft = max(1, depth)
  }

  /// The next byte; 0 behind the end, which is white space nowhere in JSON.
  var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func document() throws(JSONError) -> JSONReading {
    if at == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    let value = try value()
    skipSpace()
    if at < bytes.count { forgive("text behind the end") }
    return JSONReading(value: value, faults: faults, stop: stop)
  }

  mutating func forgive(_ fault: String) {
    if !faults.contains(fault) { faults.append(fault) }
  }

  func failure(_ reason: String) -> JSONError { JSONError(offset: at, reason: reason) }

  mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
      at += 1
    }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    guard valuesLeft > 0 else { throw failure("there are too many values") }
    valuesLeft -= 1
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try literal()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    guard depthLeft > 0 else { throw failure("values stand too deep inside each other") }
    depthLeft -= 1
    at += 1
    let value = try read(&self)
    depthLeft += 1
    return value
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    var members: [JSONMember] = []
    do throws(JSONError) {
      while try !ends(with: UInt8(ascii: "}"), isFirst: members.isEmpty) { members.append(try member()) }
    } catch {
      try breakOff(error)
    }
    return .object(members)
  }

  private mutating func member() throws(JSONError) -> JSONMember {
    guard byte == UInt8(ascii: "\"") else { throw failure("a member's name in quotes is missing") }
    let name = try string()
    skipSpace()
    guard byte == UInt8(ascii: ":") else { throw failure("a colon is missing") }
    at += 1
    return JSONMember(name: name, value: try value())
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    do throws(JSONError) {
      while try !ends(with: UInt8(ascii: "]"), isFirst: elements.isEmpty) { elements.append(try value()) }
    } catch {
      try breakOff(error)
    }
    return .array(elements)
  }

  /// Lets all that is open end here, where the beginning is to be kept.
  private mutating func breakOff(_ error: JSONError) throws(JSONError) {
    guard keepsBeginning else { throw error }
    stop = stop ?? error
    at = bytes.count
  }

  /// Passes over the comma before the next element, or over the closing bracket.
  private mutating func ends(with close: UInt8, isFirst: Bool) throws(JSONError) -> Bool {
    skipSpace()
    var commas = 0
    while byte == UInt8(ascii: ",") {
      commas += 1
      at += 1
      skipSpace()
    }
    if byte == close {
      if commas > 0 { forgive("a comma too many") }
      at += 1
      return true
    }
    guard at < bytes.count else { throw failure("the text ends too early") }
    if commas > (isFirst ? 0 : 1) { forgive("a comma too many") }
    if commas == 0, !isFirst { throw failure("a comma is missing") }
    return false
  }

  private mutating func literal() throws(JSONError) -> JSONValue {
    for (word, value) in Self.literals where bytes[at...].starts(with: word) {
      at += word.count
      return value
    }
    throw failure(at < bytes.count ? "no value begins like this" : "the text ends too early")
  }

  private static let literals: [([UInt8], JSONValue)] = [
    (Array("true".utf8), .bool(true)), (Array("false".utf8), .bool(false)), (Array("null".utf8), .null),
  ]

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = at
    while Self.isNumber(byte) { at += 1 }
    // Half a number is another one.
    if keepsBeginning, at == bytes.count { throw failure("the text ends too early") }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if let integer = Int(text) { return .integer(integer) }
    if let double = Double(text), double.isFinite { return .double(double) }
    at = start
    throw failure("a number cannot be read")
  }

  private static func isNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
