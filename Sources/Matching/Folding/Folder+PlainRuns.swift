import Bytes

extension Folder {
  /// Folds letters that need no look at their neighbours, and single spaces between them: nearly all of a text.
  mutating func foldPlainRun(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var run = PlainRun(
      index: range.lowerBound, end: range.upperBound, start: folded.bytes.count,
      shift: folded.places.last?.shift ?? 0,
      isBehindLetter: folded.bytes.last.map { Separator.strength($0) == 0 } ?? false,
      comma: mode == .term ? Separator.soft : Separator.hard)
    run.fold(text, table, asciiLetters, to: &folded.bytes, &folded.places)
    return run.index
  }
}

/// The state of one run.
private struct PlainRun {
  var index: Int
  let end: Int
  /// How many folded bytes stand before it.
  let start: Int
  /// Of the latest place.
  var shift: Int
  var isBehindLetter: Bool
  /// What a comma folds to.
  let comma: UInt8

  /// So many bytes at most, and the longest form of one scalar.
  private static let longest = 4_096
  private static let slack = FoldingTable.Entry.longest

  mutating func fold(
    _ text: Span<UInt8>, _ table: FoldingTable, _ letters: borrowing [UInt8], to bytes: inout [UInt8],
    _ places: inout [FoldedText.Place]
  ) {
    let most = min(end - index, Self.longest)
    bytes.append(addingCapacity: most + Self.slack) { output in
      fold(text, table, letters.span, to: &output, &places)
    }
  }

  private mutating func fold(
    _ text: Span<UInt8>, _ table: FoldingTable, _ letters: Span<UInt8>, to output: inout OutputSpan<UInt8>,
    _ places: inout [FoldedText.Place]
  ) {
    let allEntries = table.entries
    let allPages = table.pages
    let entries = allEntries.span
    let pages = allPages.span
    while index < end, output.freeCapacity >= Self.slack {
      let offset = start &+ output.count
      if index &- offset != shift {
        shift = index &- offset
        places.append(FoldedText.Place(folded: offset, source: index))
      }
      let byte = text[index]
      if byte < 0x80 {
        guard foldASCII(byte, text, letters, entries, pages, to: &output) else { return }
      } else {
        let scalar = UTF8Text.scalar(text, at: index)
        let entry = Self.entry(scalar.value, entries, pages)
        guard entry.isPlain else { return }
        append(entry, text, length: scalar.length, table, to: &output, &places)
        isBehindLetter = true
        index &+= scalar.length
      }
    }
  }

  @inline(__always)
  private static func entry(
    _ scalar: UInt32, _ entries: Span<UInt32>, _ pages: Span<UInt16>
  ) -> FoldingTable.Entry {
    let page = Int(pages[Int(scalar >> FoldingTable.pageBits)])
    return FoldingTable.Entry(bits: entries[page << Int(FoldingTable.pageBits) | Int(scalar & 0xFF)])
  }

  /// Whether what begins with an ASCII byte was plain.
  @inline(__always)
  private mutating func foldASCII(
    _ byte: UInt8, _ text: Span<UInt8>, _ letters: Span<UInt8>, _ entries: Span<UInt32>,
    _ pages: Span<UInt16>, to output: inout OutputSpan<UInt8>
  ) -> Bool {
    let letter = letters[Int(byte)]
    if letter != 0 || (byte == UInt8(ascii: " ") && isBehindLetter) {
      let count = Bytes.appendWords(of: text, index..<end, to: &output)
      if count > 0 {
        index &+= count
        isBehindLetter = text[index &- 1] != UInt8(ascii: " ")
        return true
      }
    }
    if letter != 0 {
      output.append(letter)
      isBehindLetter = true
      index &+= 1
      return true
    }
    guard isBehindLetter, let length = separatorLength(text, letters, entries, pages) else { return false }
    output.append(length == 1 ? Separator.soft : comma)
    isBehindLetter = false
    index &+= length
    return true
  }

  /// Of a space, or a comma and a space, with a letter behind it: nearly all separators.
  @inline(__always)
  private func separatorLength(
    _ text: Span<UInt8>, _ letters: Span<UInt8>, _ entries: Span<UInt32>, _ pages: Span<UInt16>
  ) -> Int? {
    let isComma = text[index] == UInt8(ascii: ",")
    let space = isComma ? index &+ 1 : index
    guard space &+ 1 < end, text[space] == UInt8(ascii: " ") else { return nil }
    let length = isComma ? 2 : 1
    let byte = text[space &+ 1]
    if byte < 0x80 { return letters[Int(byte)] != 0 ? length : nil }
    let entry = Self.entry(UTF8Text.scalar(text, at: space &+ 1).value, entries, pages)
    // A space between Han or kana vanishes.
    return entry.isPlain && (isComma || entry.foldingClass.script != .ideographic) ? length : nil
  }

  @inline(__always)
  private mutating func append(
    _ entry: FoldingTable.Entry, _ text: Span<UInt8>, length: Int, _ table: FoldingTable,
    to output: inout OutputSpan<UInt8>, _ places: inout [FoldedText.Place]
  ) {
    switch entry.length {
    case FoldingTable.Entry.unchanged:
      for offset in index..<index &+ length { output.append(text[offset]) }
    case FoldingTable.Entry.isLong:
      let first = output.count
      for offset in entry.longRange { append(table.long[offset], behind: first, to: &output, &places) }
    default:
      let first = output.count
      var payload = entry.payload
      for _ in 0..<entry.length {
        append(UInt8(truncatingIfNeeded: payload), behind: first, to: &output, &places)
        payload >>= 8
      }
    }
  }

  /// Where a scalar folds to several, each of them stands where it does.
  @inline(__always)
  private mutating func append(
    _ byte: UInt8, behind first: Int, to output: inout OutputSpan<UInt8>, _ places: inout [FoldedText.Place]
  ) {
    if output.count > first, !UTF8Text.isContinuation(byte) {
      shift = index &- start &- output.count
      places.append(FoldedText.Place(folded: start &+ output.count, source: index))
    }
    output.append(byte)
  }
}
