import Bytes

/// The generated table, unpacked for look-ups: class and folded form of every scalar.
///
/// A class, so that to hold it costs one reference.
final class FoldingTable: Sendable {
  /// What a scalar folds to, in 32 bits so that a look-up is one load.
  ///
  /// Bits 0-23: up to 3 bytes of folded UTF-8 (or where they stand in `long`); bits 24-26: how many; bits 27-31: the class.
  struct Entry {
    var bits: UInt32

    /// The scalar stays as it is.
    static let unchanged: UInt32 = 0
    /// The folded form stands in `long`.
    static let isLong: UInt32 = 7

    /// Whether it is a letter or digit that folds without a look at its neighbours.
    @inline(__always)
    var isPlain: Bool { FoldingClass.plainLetters.contains(bits >> 27) }

    /// Whether it is one of those and stays as it is: nothing but the class is set.
    @inline(__always)
    var isUnchangedLetter: Bool { FoldingClass.plainLetters.contains(bits << 5 | bits >> 27) }

    /// Whether it is Han or kana.
    @inline(__always)
    var isIdeographic: Bool { FoldingClass.ideographicLetters.contains(bits >> 27) }

    /// Of those in `long`: how many bits of the payload say how many bytes they are.
    private static let countBits: UInt32 = 6
    static let longest = 1 << Int(countBits)

    /// Where a long form stands.
    @inline(__always)
    fileprivate var longRange: Range<Int> {
      let start = Int(payload >> Self.countBits)
      return start..<start + Int(payload & (1 << Self.countBits - 1))
    }

    /// Whether the folded form in the payload is one scalar: its first byte says how many it takes.
    @inline(__always)
    var isOneScalar: Bool {
      let lead = payload & 0xFF
      return length == (lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4)
    }

    var length: UInt32 { bits >> 24 & 7 }
    var payload: UInt32 { bits & 0xFF_FFFF }
    var foldingClass: FoldingClass {
      FoldingClass(rawValue: UInt8(truncatingIfNeeded: bits >> 27)) ?? .softSeparator
    }

    init(bits: UInt32) { self.bits = bits }

    init(_ foldingClass: FoldingClass, long: Range<Int>) {
      self.init(
        foldingClass, length: Self.isLong,
        payload: UInt32(long.lowerBound) << Self.countBits | UInt32(long.count))
    }

    init(_ foldingClass: FoldingClass, length: UInt32, payload: UInt32) {
      bits = UInt32(foldingClass.rawValue) << 27 | length << 24 | payload
    }
  }

  static let pageBits: UInt32 = 8

  /// Pages of 256 entries; all that is uniform shares a page.
  let entries: [UInt32]
  let pages: [UInt16]
  private let long: [UInt8]
  /// Two sets: the letters that fold to themselves without a look at their neighbours, and those before which a space stays.
  let unchangedLetters: [UInt64]

  /// Unpacked when the first text is folded, in well under a millisecond.
  static let shared = FoldingTable(PackedPages.unpacked())

  private init(_ unpacked: PackedPages) {
    entries = unpacked.entries
    pages = unpacked.pages
    long = unpacked.long
    unchangedLetters =
      unpacked.set { $0.isUnchangedLetter } + unpacked.set { $0.isUnchangedLetter && !$0.isIdeographic }
  }

  @inline(__always)
  subscript(_ scalar: UInt32) -> Entry {
    let page = Int(pages[Int(scalar >> Self.pageBits)])
    return Entry(bits: entries[page << Int(Self.pageBits) | Int(scalar & 0xFF)])
  }
}

extension FoldingTable {
  /// The folded form of a scalar that changes.
  func folded(_ entry: Entry) -> [UInt8] {
    if entry.length == Entry.isLong { return Array(long[entry.longRange]) }
    return (0..<entry.length).map { UInt8(truncatingIfNeeded: entry.payload >> ($0 * 8)) }
  }
}

/// The table while it is unpacked.
private struct PackedPages {
  private static let pageSize = 1 << Int(FoldingTable.pageBits)
  private static let lastScalar: UInt32 = 0x10_FFFF

  private(set) var entries: [UInt32]
  private(set) var pages: [UInt16]
  private(set) var long: [UInt8] = []
  private var uniformPages: [UInt8: UInt16] = [:]
  private var isUniform = [true]

  static func unpacked() -> PackedPages {
    var table = PackedPages()
    table.readClasses()
    table.readMappings()
    return table
  }

  private init() {
    entries = Array(repeating: 0, count: Self.pageSize)
    pages = Array(repeating: 0, count: Int(Self.lastScalar >> FoldingTable.pageBits) + 1)
    uniformPages[FoldingClass.softSeparator.rawValue] = 0
  }

  private mutating func readClasses() {
    var classes = TableText(FoldTable.classes)
    while let first = classes.number(), let more = classes.number(), let letter = classes.letter() {
      guard let foldingClass = FoldingClass(letter: letter) else { continue }
      set(first...min(Self.lastScalar, first + more), foldingClass)
    }
  }

  private mutating func readMappings() {
    var mappings = TableText(FoldTable.mappings)
    var scalar: UInt32 = 0
    var folded: [UInt8] = []
    while let step = mappings.number() {
      scalar += step
      folded.removeAll(keepingCapacity: true)
      repeat {
        guard let target = mappings.number().flatMap(Unicode.Scalar.init), let bytes = UTF8.encode(target)
        else {
          break
        }
        for byte in bytes { folded.append(byte) }
      } while mappings.continues
      map(scalar, to: folded)
    }
  }

  private func index(of scalar: UInt32) -> Int {
    Int(pages[Int(scalar >> FoldingTable.pageBits)]) << Int(FoldingTable.pageBits) | Int(scalar & 0xFF)
  }

  /// The scalars below U+10000 whose entry is asked for.
  func set(_ isMember: (FoldingTable.Entry) -> Bool) -> [UInt64] {
    (0..<Bytes.scalarSetWords).map { word in
      (0..<UInt64.bitWidth).reduce(UInt64(0)) { members, bit in
        let entry = FoldingTable.Entry(bits: entries[index(of: UInt32(word * UInt64.bitWidth + bit))])
        return isMember(entry) ? members | 1 << bit : members
      }
    }
  }

  private mutating func map(_ scalar: UInt32, to folded: [UInt8]) {
    typealias Entry = FoldingTable.Entry
    let foldingClass = Entry(bits: entries[index(of: scalar)]).foldingClass
    let inlineLimit = 3
    if folded.count <= inlineLimit {
      let payload = folded.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      store(Entry(foldingClass, length: UInt32(folded.count), payload: payload), at: scalar)
    } else {
      store(Entry(foldingClass, long: long.count..<long.count + folded.count), at: scalar)
      long += folded
    }
  }

  private mutating func set(_ scalars: ClosedRange<UInt32>, _ foldingClass: FoldingClass) {
    var scalar = scalars.lowerBound
    while scalar <= scalars.upperBound {
      let isWholePage = scalar & 0xFF == 0 && scalars.upperBound - scalar >= 0xFF
      if isWholePage {
        pages[Int(scalar >> FoldingTable.pageBits)] = uniformPage(foldingClass)
        scalar += UInt32(Self.pageSize)
      } else {
        let isJamo = foldingClass == .hangul && !Hangul.isSyllable(scalar)
        let entry = FoldingTable.Entry(
          isJamo ? .jamo : foldingClass, length: FoldingTable.Entry.unchanged, payload: 0)
        store(entry, at: scalar)
        scalar += 1
      }
    }
  }

  private mutating func uniformPage(_ foldingClass: FoldingClass) -> UInt16 {
    if let page = uniformPages[foldingClass.rawValue] { return page }
    let entry = FoldingTable.Entry(foldingClass, length: FoldingTable.Entry.unchanged, payload: 0)
    let page = addPage(Array(repeating: entry.bits, count: Self.pageSize))
    uniformPages[foldingClass.rawValue] = page
    isUniform[Int(page)] = true
    return page
  }

  private mutating func addPage(_ content: [UInt32]) -> UInt16 {
    let page = UInt16(entries.count >> Int(FoldingTable.pageBits))
    entries += content
    isUniform.append(false)
    return page
  }

  private mutating func store(_ entry: FoldingTable.Entry, at scalar: UInt32) {
    let pageIndex = Int(scalar >> FoldingTable.pageBits)
    let page = Int(pages[pageIndex])
    if isUniform[page] {
      let start = page << Int(FoldingTable.pageBits)
      pages[pageIndex] = addPage(Array(entries[start..<start + Self.pageSize]))
    }
    entries[index(of: scalar)] = entry.bits
  }
}

/// Reads the hexadecimal numbers and letters of the generated table.
private struct TableText {
  private let bytes: [UInt8]
  private var index = 0
  /// Whether a full stop followed the latest number: the list goes on.
  private(set) var continues = false

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func number() -> UInt32? {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    var value: UInt32 = 0
    let start = index
    while index < bytes.count, let digit = Self.digit(bytes[index]) {
      value = value << 4 | digit
      index += 1
    }
    guard index > start else { return nil }
    continues = index < bytes.count && bytes[index] == UInt8(ascii: ".")
    if index < bytes.count, bytes[index] != UInt8(ascii: " ") { index += 1 }
    return value
  }

  mutating func letter() -> UInt8? {
    guard index < bytes.count else { return nil }
    index += 1
    return bytes[index - 1]
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
