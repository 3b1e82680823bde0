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
    let allUnchanged = table.unchangedLetters
    let unchanged = allUnchanged.span
    while index < end, output.freeCapacity >= Self.slack {
      let offset = start &+ output.count
      if index &- offset != shift {
        shift = index &- offset
        places.append(FoldedText.Place(folded: offset, source: index))
      }
      let byte = text[index]
      if byte < 0x80 {
        guard foldASCII(byte, text, letters, entries, pages, to: &output) else { return }
      } else if foldLetters(text, unchanged, entries, pages, to: &output) {
        isBehindLetter = true
      } else if byte < 0xF0 {
        guard foldLetter(Bytes.word(of: text, at: index), table, entries, pages, to: &output, &places) else {
          return
        }
      } else {
        return
      }
    }
  }

  /// Folds letters of two or three bytes that keep their length, and single spaces between them: whether there were any.
  ///
  /// Those that stay as they are, nearly all, are copied together.
  private mutating func foldLetters(
    _ text: Span<UInt8>, _ unchanged: Span<UInt64>, _ entries: Span<UInt32>, _ pages: Span<UInt16>,
    to output: inout OutputSpan<UInt8>
  ) -> Bool {
    let first = index
    let last = min(end, index &+ output.freeCapacity &- Self.slack)
    while index < last {
      let runEnd = Bytes.end(ofLetters: unchanged, in: text, index..<last)
      Bytes.append(text, index..<runEnd, to: &output)
      index = runEnd
      let (scalar, length) = Self.scalar(Bytes.word(of: text, at: index))
      let entry = Self.entry(scalar, entries, pages)
      guard entry.isPlain, index &+ length <= last else { break }
      if entry.length == FoldingTable.Entry.unchanged {
        Bytes.append(text, index..<index &+ length, to: &output)
      } else if entry.length == length, entry.isOneScalar {
        Bytes.append(entry.payload, count: length, to: &output)
      } else {
        break
      }
      index &+= length
    }
    return index > first
  }

  /// The scalar of two or three bytes at the front of a word, or 0 where there is none.
  @inline(__always)
  private static func scalar(_ word: UInt32) -> (value: UInt32, length: Int) {
    let second = word >> 8 & 0x3F
    switch word & 0xFF {
    case 0xC0..<0xE0: return ((word & 0x1F) << 6 | second, 2)
    case 0xE0..<0xF0: return ((word & 0xF) << 12 | second << 6 | word >> 16 & 0x3F, 3)
    default: return (0, 1)
    }
  }

  /// Whether the scalar of two or three bytes at the front of a word was plain.
  @inline(__always)
  private mutating func foldLetter(
    _ word: UInt32, _ table: FoldingTable, _ entries: Span<UInt32>, _ pages: Span<UInt16>,
    to output: inout OutputSpan<UInt8>, _ places: inout [FoldedText.Place]
  ) -> Bool {
    let (scalar, length) = Self.scalar(word)
    let entry = Self.entry(scalar, entries, pages)
    guard entry.isPlain else { return false }
    if entry.length == FoldingTable.Entry.unchanged {
      Bytes.append(word, count: length, to: &output)
    } else if entry.isOneScalar {
      Bytes.append(entry.payload, count: Int(entry.length), to: &output)
    } else {
      append(entry, table, to: &output, &places)
    }
    isBehindLetter = true
    index &+= length
    return true
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
    let isBeforeASCII = index &+ 1 < end && text[index &+ 1] < 0x80
    if isBeforeASCII, letter != 0 || (byte == UInt8(ascii: " ") && isBehindLetter) {
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
    return entry.isPlain && (isComma || !entry.isIdeographic) ? length : nil
  }

  /// Where a scalar folds to several, each of them stands where it does.
  private mutating func append(
    _ entry: FoldingTable.Entry, _ table: FoldingTable, to output: inout OutputSpan<UInt8>,
    _ places: inout [FoldedText.Place]
  ) {
    let first = output.count
    for byte in table.folded(entry) {
      if output.count > first, !UTF8Text.isContinuation(byte) {
        shift = index &- start &- output.count
        places.append(FoldedText.Place(folded: start &+ output.count, source: index))
      }
      output.append(byte)
    }
  }
}
