import Bytes

/// A name of up to 16 bytes in two machine words, ASCII letters in lower case.
///
/// Feeds disagree about case (`pubdate`), so names are compared without it. A longer name is none that
/// a feed reader knows and packs to `unknown`.
struct XMLName: Hashable, Sendable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0
  private(set) var length = 0

  static let empty = XMLName()
  static let unknown = XMLName("\u{1}")
  static let capacity = 16

  init() {}

  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
    low = Self.lowercased(low)
    high = Self.lowercased(high)
  }

  init(_ bytes: borrowing [UInt8], _ range: Range<Int>) {
    self.init(exactly: bytes, range)
    low = Self.lowercased(low)
    high = Self.lowercased(high)
  }

  /// The name with upper case kept apart from lower case, as entities have it.
  init(exactly bytes: borrowing [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.capacity else {
      self = .unknown
      return
    }
    if range.lowerBound + Self.capacity <= bytes.count {
      let words = Bytes.words(of: bytes, at: range.lowerBound, count: range.count)
      (low, high, length) = (words[0], words[1], range.count)
    } else {
      for index in range { append(bytes[index]) }
    }
  }

  /// Takes one byte more; beyond the capacity it only counts.
  @inline(__always) private mutating func append(_ byte: UInt8) {
    let letter = UInt64(byte)
    if length < 8 {
      low |= letter &<< UInt64(length &* 8)
    } else if length < Self.capacity {
      high |= letter &<< UInt64((length &- 8) &* 8)
    }
    length &+= 1
  }

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
  private var slots: [(name: XMLName, value: Value)?]
  private let bits: Int

  init(_ pairs: [(String, Value)]) {
    bits = Int.bitWidth - max(1, pairs.count * 4).leadingZeroBitCount
    slots = Array(repeating: nil, count: 1 << bits)
    for (text, value) in pairs { insert(XMLName(text), value) }
  }

  private mutating func insert(_ name: XMLName, _ value: Value) {
    var slot = name.slot(bits: bits)
    while slots[slot] != nil { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (name, value)
  }

  subscript(name: XMLName) -> Value? {
    var slot = name.slot(bits: bits)
    while let entry = slots[slot] {
      if entry.name == name { return entry.value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
