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
  }

  init(_ bytes: borrowing [UInt8], _ range: Range<Int>) {
    for index in range {
      append(bytes[index])
      if length > Self.capacity { break }
    }
    if length > Self.capacity { self = .unknown }
  }

  /// The name with upper case kept apart from lower case, as entities have it.
  init(exactly bytes: borrowing [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.capacity else {
      self = .unknown
      return
    }
    for index in range { append(UInt64(bytes[index])) }
  }

  @inline(__always) private mutating func append(_ byte: UInt8) {
    append(UInt64(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte))
  }

  /// Takes one byte more; beyond the capacity it only counts.
  @inline(__always) private mutating func append(_ letter: UInt64) {
    if length < 8 {
      low |= letter &<< UInt64(length &* 8)
    } else if length < Self.capacity {
      high |= letter &<< UInt64((length &- 8) &* 8)
    }
    length &+= 1
  }

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
