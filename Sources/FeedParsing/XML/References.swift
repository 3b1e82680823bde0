import Bytes

/// Character references (`&amp;`, `&#8217;`, `&hellip;`) in XML and HTML.
enum References {
  /// What a reference stands for and where it ends.
  struct Resolved {
    var scalars: Scalars
    /// Behind the `;`, or behind the name where HTML allows to leave that out.
    var end: Int
    /// Whether XML itself knows the name.
    var isXML: Bool

    init(_ scalars: Scalars, end: Int, isXML: Bool = true) {
      self.scalars = scalars
      self.end = end
      self.isXML = isXML
    }
  }

  enum Scalars {
    case one(Unicode.Scalar)
    case text(String)
  }

  /// Longer than any name of the HTML Standard, and than any number that means something.
  private static let longestName = 40

  /// Appends a range of character data with its references resolved; what is no reference stands as written.
  static func append(
    _ range: Range<Int>, of bytes: [UInt8], to target: inout ByteBuffer, damage: inout MarkupDamage
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      let ampersand = target.append(upTo: UInt8(ascii: "&"), in: at..<range.upperBound, of: bytes)
      guard ampersand < range.upperBound else { return }
      if let (mark, length) = predefined(at: ampersand, to: range.upperBound, in: bytes) {
        target.append(mark)
        at = ampersand + length
      } else if let resolved = read(at: ampersand, to: range.upperBound, in: bytes, inHTML: false) {
        append(resolved.scalars, to: &target)
        if !resolved.isXML { damage.formUnion(.htmlEntity) }
        at = resolved.end
      } else {
        damage.formUnion(
          looksLikeName(at: ampersand, in: bytes, to: range.upperBound) ? .unknownEntity : .bareAmpersand)
        target.append(UInt8(ascii: "&"))
        at = ampersand + 1
      }
    }
  }

  /// A range of character data with its references resolved, or the first `count` bytes of that.
  static func resolved(_ range: Range<Int>, of bytes: [UInt8], count: Int = .max) -> String {
    if Bytes.first(UInt8(ascii: "&"), in: bytes, range) == range.upperBound {
      return Bytes.string(ofUTF8: bytes, range.prefix(count))
    }
    var text = ByteBuffer(room: range.count)
    var damage = MarkupDamage()
    append(range, of: bytes, to: &text, damage: &damage)
    return Bytes.string(ofUTF8: text.bytes, 0..<min(count, text.count))
  }

  /// Reads the reference whose `&` stands at `start`; nil where it is none.
  static func read(at start: Int, to end: Int, in bytes: [UInt8], inHTML: Bool) -> Resolved? {
    guard start + 2 < end else { return nil }
    if bytes[start + 1] == UInt8(ascii: "#") {
      return number(at: start + 2, to: end, in: bytes, inHTML: inHTML)
    }
    return named(at: start + 1, to: end, in: bytes, inHTML: inHTML)
  }

  /// XML's own five, which most references are, found by comparing words: a short way beside `read`.
  ///
  /// Nil where it is none of them, and for all of them at the end of the array.
  @inline(__always)
  static func predefined(at start: Int, to end: Int, in bytes: [UInt8]) -> (mark: UInt8, length: Int)? {
    guard start + XMLName.capacity <= bytes.count else { return nil }
    let word = Bytes.words(of: bytes, at: start, count: min(8, end - start))[0]
    switch word & Bytes.mask(4) {
    case Self.word("&", "l", "t", ";"): return (UInt8(ascii: "<"), 4)
    case Self.word("&", "g", "t", ";"): return (UInt8(ascii: ">"), 4)
    default: break
    }
    switch word & Bytes.mask(6) {
    case Self.word("&", "q", "u", "o", "t", ";"): return (UInt8(ascii: "\""), 6)
    case Self.word("&", "a", "p", "o", "s", ";"): return (UInt8(ascii: "'"), 6)
    default: return word & Bytes.mask(5) == Self.word("&", "a", "m", "p", ";") ? (UInt8(ascii: "&"), 5) : nil
    }
  }

  /// The characters in a machine word, the first in the lowest place.
  @inline(__always)
  private static func word(
    _ a: Unicode.Scalar, _ b: Unicode.Scalar, _ c: Unicode.Scalar, _ d: Unicode.Scalar,
    _ e: Unicode.Scalar = "\0", _ f: Unicode.Scalar = "\0"
  ) -> UInt64 {
    let low = UInt64(a.value) | UInt64(b.value) << 8 | UInt64(c.value) << 16 | UInt64(d.value) << 24
    return low | UInt64(e.value) << 32 | UInt64(f.value) << 40
  }

  static func append(_ scalars: Scalars, to target: inout ByteBuffer) {
    switch scalars {
    case .one(let scalar): CleanText.append(scalar, to: &target)
    case .text(let text):
      for scalar in text.unicodeScalars { CleanText.append(scalar, to: &target) }
    }
  }
}

// MARK: - Numbers

extension References {
  private static func number(at start: Int, to end: Int, in bytes: [UInt8], inHTML: Bool) -> Resolved? {
    let isHexadecimal = start < end && bytes[start] | 0x20 == UInt8(ascii: "x")
    var at = isHexadecimal ? start + 1 : start
    let first = at
    var value: UInt32 = 0
    while at < end, let digit = digit(bytes[at], isHexadecimal: isHexadecimal) {
      value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x11_0000)
      at += 1
    }
    guard at > first else { return nil }
    let isClosed = at < end && bytes[at] == UInt8(ascii: ";")
    guard isClosed || inHTML else { return nil }
    return Resolved(.one(scalar(value)), end: isClosed ? at + 1 : at)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// HTML Standard, numeric character reference end state: numbers of C1 controls mean windows-1252.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    if let scalar = Windows1252.scalar(ofC1: value) { return scalar }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

// MARK: - Names

extension References {
  private static func named(at start: Int, to end: Int, in bytes: [UInt8], inHTML: Bool) -> Resolved? {
    let nameEnd = self.nameEnd(from: start, to: end, in: bytes)
    guard nameEnd > start else { return nil }
    let isClosed = nameEnd < end && bytes[nameEnd] == UInt8(ascii: ";")
    if isClosed {
      if let common = common[XMLName(exactly: bytes, start..<nameEnd)] {
        return Resolved(.one(common.scalar), end: nameEnd + 1, isXML: common.isXML)
      }
      let name = String(decoding: bytes[start..<nameEnd], as: UTF8.self)
      if let text = EntityNames.named[name] { return Resolved(.text(text), end: nameEnd + 1, isXML: false) }
    }
    guard inHTML else { return nil }
    return bare(at: start, to: nameEnd, in: bytes)
  }

  /// The longest name at `start` that HTML knows without a semicolon.
  private static func bare(at start: Int, to end: Int, in bytes: [UInt8]) -> Resolved? {
    for length in stride(from: min(end - start, EntityNames.longestBare), through: 2, by: -1) {
      let name = String(decoding: bytes[start..<start + length], as: UTF8.self)
      if EntityNames.bare.contains(name), let text = EntityNames.named[name] {
        return Resolved(.text(text), end: start + length, isXML: false)
      }
    }
    return nil
  }

  private static func nameEnd(from start: Int, to end: Int, in bytes: [UInt8]) -> Int {
    let limit = min(end, start + longestName)
    var at = start
    while at < limit, isAlphanumeric(bytes[at]) { at += 1 }
    return at
  }

  private static func looksLikeName(at ampersand: Int, in bytes: [UInt8], to end: Int) -> Bool {
    let nameEnd = nameEnd(from: ampersand + 1, to: end, in: bytes)
    return nameEnd > ampersand + 1 && nameEnd < end && bytes[nameEnd] == UInt8(ascii: ";")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}
