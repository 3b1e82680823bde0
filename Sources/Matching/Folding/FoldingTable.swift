/// The generated table, unpacked for look-ups: class and folded form of every scalar.
struct FoldingTable {
  /// What a scalar folds to, in 32 bits so that a look-up is one load.
  ///
  /// Bits 0-23: up to 3 bytes of folded UTF-8 (or an index into `long`); bits 24-26: how many; bits 27-31: the class.
  struct Entry {
    var bits: UInt32

    /// The scalar stays as it is.
    static let unchanged: UInt32 = 0
    /// The folded form stands in `long`.
    static let isLong: UInt32 = 7

    /// Whether it is a letter or digit that folds without a look at its neighbours.
    var isPlain: Bool {
      let foldingClass = bits >> 27
      return FoldingClass.plainLetters.contains(foldingClass) && length != Self.isLong
    }

    var length: UInt32 { bits >> 24 & 7 }
    var payload: UInt32 { bits & 0xFF_FFFF }
    var foldingClass: FoldingClass {
      FoldingClass(rawValue: UInt8(truncatingIfNeeded: bits >> 27)) ?? .softSeparator
    }

    init(bits: UInt32) { self.bits = bits }

    init(_ foldingClass: FoldingClass, length: UInt32, payload: UInt32) {
      bits = UInt32(foldingClass.rawValue) << 27 | length << 24 | payload
    }
  }

  private static let pageBits: UInt32 = 8
  private static let pageSize = 1 << Int(pageBits)
  private static let lastScalar: UInt32 = 0x10_FFFF

  /// Pages of 256 entries; all that is uniform shares a page.
  private(set) var entries: [UInt32]
  private(set) var pages: [UInt16]
  private(set) var long: [[UInt8]] = []
  private var uniformPages: [UInt8: UInt16] = [:]
  private var isUniform = [true]

  /// Unpacked when the first text is folded, in well under a millisecond.
  static let shared = FoldingTable()

  private init() {
    entries = Array(repeating: 0, count: Self.pageSize)
    pages = Array(repeating: 0, count: Int(Self.lastScalar >> Self.pageBits) + 1)
    uniformPages[FoldingClass.softSeparator.rawValue] = 0
    var classes = TableText(FoldTable.classes)
    while let first = classes.number(), let more = classes.number(), let letter = classes.letter() {
      guard let foldingClass = FoldingClass(letter: letter) else { continue }
      set(first...min(Self.lastScalar, first + more), foldingClass)
    }
    readMappings()
  }

  subscript(_ scalar: UInt32) -> Entry {
    let page = Int(pages[Int(scalar >> Self.pageBits)])
    var entry = Entry(.softSeparator, length: 0, payload: 0)
    entry.bits = entries[page << Int(Self.pageBits) | Int(scalar & 0xFF)]
    return entry
  }

  private mutating func readMappings() {
    var mappings = TableText(FoldTable.mappings)
    var scalar: UInt32 = 0
    while let step = mappings.number() {
      scalar += step
      var folded: [UInt8] = []
      repeat {
        guard let value = mappings.number(), let target = Unicode.Scalar(value) else { break }
        folded += Array(String(target).utf8)
      } while mappings.continues
      map(scalar, to: folded)
    }
  }

  private mutating func map(_ scalar: UInt32, to folded: [UInt8]) {
    let foldingClass = self[scalar].foldingClass
    let inlineLimit = 3
    if folded.count <= inlineLimit {
      let payload = folded.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      store(Entry(foldingClass, length: UInt32(folded.count), payload: payload), at: scalar)
    } else {
      store(Entry(foldingClass, length: Entry.isLong, payload: UInt32(long.count)), at: scalar)
      long.append(folded)
    }
  }

  private mutating func set(_ scalars: ClosedRange<UInt32>, _ foldingClass: FoldingClass) {
    var scalar = scalars.lowerBound
    while scalar <= scalars.upperBound {
      let isWholePage = scalar & 0xFF == 0 && scalars.upperBound - scalar >= 0xFF
      if isWholePage {
        pages[Int(scalar >> Self.pageBits)] = uniformPage(foldingClass)
        scalar += UInt32(Self.pageSize)
      } else {
        store(Entry(foldingClass, length: Entry.unchanged, payload: 0), at: scalar)
        scalar += 1
      }
    }
  }

  private mutating func uniformPage(_ foldingClass: FoldingClass) -> UInt16 {
    if let page = uniformPages[foldingClass.rawValue] { return page }
    let bits = Entry(foldingClass, length: Entry.unchanged, payload: 0).bits
    let page = addPage(Array(repeating: bits, count: Self.pageSize))
    uniformPages[foldingClass.rawValue] = page
    isUniform[Int(page)] = true
    return page
  }

  private mutating func addPage(_ content: [UInt32]) -> UInt16 {
    let page = UInt16(entries.count >> Int(Self.pageBits))
    entries += content
    isUniform.append(false)
    return page
  }

  private mutating func store(_ entry: Entry, at scalar: UInt32) {
    let pageIndex = Int(scalar >> Self.pageBits)
    let page = Int(pages[pageIndex])
    if isUniform[page] {
      let start = page << Int(Self.pageBits)
      pages[pageIndex] = addPage(Array(entries[start..<start + Self.pageSize]))
    }
    entries[Int(pages[pageIndex]) << Int(Self.pageBits) | Int(scalar & 0xFF)] = entry.bits
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
