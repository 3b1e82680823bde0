import Bytes

/// A name of up to 16 bytes in two machine words, ASCII letters in lower case.
///
/// Feeds disagree about case (`pubdate`), so names are compared without it. A longer name is none that
/// a feed reader knows and packs to `unknown`.
struct XMLName: Hashable, Sendable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  static let unknown = XMLName("\u{1}")
  static let capacity = 16

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes, 0..<bytes.count)
  }

  /// A text of up to 16 bytes with upper case kept apart from lower case.
  init(exactly text: String) {
    let bytes = Array(text.utf8)
    self.init(exactly: bytes, 0..<bytes.count)
  }

  @inline(__always) init(_ bytes: borrowing [UInt8], _ range: Range<Int>) {
    self.init(exactly: bytes, range)
    low = Self.lowercased(low)
    high = Self.lowercased(high)
  }

  /// The name with upper case kept apart from lower case, as entities have it.
  @inline(__always) init(exactly bytes: borrowing [UInt8], _ range: Range<Int>) {
    if range.count <= Self.capacity, range.lowerBound + Self.capacity <= bytes.count {
      let words = Bytes.words(of: bytes, at: range.lowerBound, count: range.count)
      self.init(low: words[0], high: words[1])
    } else {
      self.init(slowly: bytes, range)
    }
  }

  /// At the end of an array, where fewer than 16 bytes are left.
  @inline(never) private init(slowly bytes: borrowing [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.capacity else {
      self = .unknown
      return
    }
    for (place, index) in range.enumerated() {
      let letter = UInt64(bytes[index]) &<< UInt64(place % 8 * 8)
      if place < 8 { low |= letter } else { high |= letter }
    }
  }

  /// Of no bytes at all.
  init() {}

  /// Appends a character in lower case, as much of it as there is room for.
  mutating func append(lowercased scalar: Unicode.Scalar) {
    guard !scalar.isASCII else {
      return append(UInt8(truncatingIfNeeded: Self.lowercased(UInt64(scalar.value))))
    }
    for byte in scalar.properties.lowercaseMapping.utf8 { append(byte) }
  }

  private mutating func append(_ byte: UInt8) {
    let place = length
    guard place < Self.capacity else { return }
    let letter = UInt64(byte) &<< UInt64(place % 8 * 8)
    if place < 8 { low |= letter } else { high |= letter }
  }

  /// Its first bytes.
  func prefix(_ count: Int) -> XMLName {
    XMLName(low: low & Bytes.mask(count), high: high & Bytes.mask(count - 8))
  }

  /// How many bytes it has.
  var length: Int { 16 - (high == 0 ? 8 + low.leadingZeroBitCount / 8 : high.leadingZeroBitCount / 8) }

  /// Of no bytes at all.
  var isEmpty: Bool { low | high == 0 }

  /// Eight bytes at once: adding makes the highest bit of a byte tell whether it is at least `A`, or above `Z`.
  @inline(__always) private static func lowercased(_ word: UInt64) -> UInt64 {
    let highest: UInt64 = 0x8080_8080_8080_8080
    let letters = word & ~highest
    let isFromA = letters &+ each(0x80 - UInt8(ascii: "A"))
    let isAboveZ = letters &+ each(0x7F - UInt8(ascii: "Z"))
    let isUpper = isFromA & ~isAboveZ & ~word & highest
    // A quarter of the highest bit is what upper case lacks.
    return word | isUpper >> 2
  }

  /// A word that has the byte in all of its places.
  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// Spreads the names over a table of 2^`bits` slots (multiplication by the golden ratio).
  func slot(bits: Int) -> Int {
    let mixed = (low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed &>> UInt64(64 - bits))
  }
}

/// A fixed table from names to values, faster than a dictionary for names that are already packed.
struct XMLNameTable<Value: Sendable>: Sendable {
  /// An empty name is a free slot.
  private var names: [XMLName]
  private var values: [Value?]
  private let bits: Int

  init(_ pairs: [(String, Value)]) {
    bits = Int.bitWidth - max(1, pairs.count * 4).leadingZeroBitCount
    names = Array(repeating: XMLName(""), count: 1 << bits)
    values = Array(repeating: nil, count: 1 << bits)
    for (text, value) in pairs { insert(XMLName(text), value) }
  }

  private mutating func insert(_ name: XMLName, _ value: Value) {
    var slot = name.slot(bits: bits)
    while !names[slot].isEmpty { slot = (slot + 1) & (names.count - 1) }
    names[slot] = name
    values[slot] = value
  }

  subscript(name: XMLName) -> Value? {
    var slot = name.slot(bits: bits)
    while !names[slot].isEmpty {
      if names[slot] == name { return values[slot] }
      slot = (slot + 1) & (names.count - 1)
    }
    return nil
  }
}
