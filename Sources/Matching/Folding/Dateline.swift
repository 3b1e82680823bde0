/// The place, date and agency before a report: `MOSCOW, Oct 24 (Reuters) -`, `(모스크바=연합뉴스)`, `[신화사 모스크바]`.
enum Dateline {
  /// Datelines are short; beyond this many bytes nothing is looked for.
  private static let longest = 120

  /// Where the report itself begins, or nil where no dateline stands before it.
  static func end(in text: Span<UInt8>) -> Int? {
    guard hasBracket(text) else { return nil }
    var scalars: [(value: UInt32, end: Int)] = []
    var index = 0
    while index < min(text.count, longest) {
      let scalar = UTF8Text.scalar(text, at: index)
      index += scalar.length
      if scalars.isEmpty, scalar.value == 0x20 || scalar.value == 0x0A { continue }
      scalars.append((scalar.value, index))
    }
    return bracketed(scalars) ?? withAgency(scalars)
  }

  /// Whether a bracket or slash may open anywhere: most texts have none, and nothing more is done about them.
  private static func hasBracket(_ text: Span<UInt8>) -> Bool {
    let table = FoldingTable.shared
    var index = 0
    while index < min(text.count, longest) {
      let scalar = UTF8Text.scalar(text, at: index)
      if scalar.value == slash || isOpening(scalar.value, table) { return true }
      index += scalar.length
    }
    return false
  }

  /// A bracket that opens the text and closes again.
  private static func bracketed(_ scalars: [(value: UInt32, end: Int)]) -> Int? {
    guard let first = scalars.first, isOpening(first.value) else { return nil }
    return scalars.first { isClosing($0.value) }?.end
  }

  /// An agency in brackets (or between slashes) with a dash or full stop behind it, and no sentence before it.
  private static func withAgency(_ scalars: [(value: UInt32, end: Int)]) -> Int? {
    guard let open = scalars.firstIndex(where: { isOpening($0.value) || $0.value == slash }),
      let close = scalars[(open + 1)...].firstIndex(where: { isClosing($0.value) || $0.value == slash })
    else { return nil }
    let opensSentence = scalars[..<open].contains {
      FoldingTable.shared[$0.value].foldingClass == .sentenceMark
    }
    let tail = scalars[(close + 1)...].drop { $0.value == 0x20 || $0.value == 0xA0 }
    guard !opensSentence, let mark = tail.first, isDash(mark.value) || mark.value == fullStop else {
      return nil
    }
    return mark.end
  }

  private static let slash: UInt32 = 0x2F
  private static let fullStop: UInt32 = 0x2E

  private static func isDash(_ scalar: UInt32) -> Bool {
    // Hyphen-minus, hyphen to horizontal bar, double hyphens in two-em form.
    scalar == 0x2D || (0x2010...0x2015).contains(scalar) || scalar == 0x2E3A
  }

  private static func isOpening(_ scalar: UInt32, _ table: FoldingTable = .shared) -> Bool {
    table[scalar].foldingClass == .opening || scalar == 0x3010
  }

  private static func isClosing(_ scalar: UInt32) -> Bool {
    FoldingTable.shared[scalar].foldingClass == .closing || scalar == 0x3011
  }
}
