extension Folder {
  /// Folds letters that need no look at their neighbours, and single spaces between them: nearly all of a text.
  static func foldPlainRun(
    _ text: Span<UInt8>, _ range: Range<Int>, into bytes: inout [UInt8], _ table: borrowing FoldingTable,
    _ asciiLetters: borrowing [UInt8], comma: UInt8
  ) -> Int {
    // Room for the longest fold of one scalar that is plain.
    let slack = 4
    let most = min(range.count, 4_096)
    let end = range.upperBound
    var index = range.lowerBound
    var isBehindLetter = bytes.last.map { Separator.strength($0) == 0 } ?? false
    let letters = asciiLetters.span
    let entries = table.entries.span
    let pages = table.pages.span
    bytes.append(addingCapacity: most + slack) { output in
      while index < end, output.freeCapacity >= slack {
        let byte = text[index]
        if byte < 0x80 {
          let letter = letters[Int(byte)]
          if letter != 0 {
            output.append(letter)
            isBehindLetter = true
            index += 1
          } else {
            let separator = isBehindLetter ? plainSeparator(text, at: index, end, letters, comma: comma) : nil
            guard let separator else { return }
            output.append(separator.byte)
            isBehindLetter = false
            index += separator.length
          }
        } else {
          let scalar = UTF8Text.scalar(text, at: index)
          let page = Int(pages[Int(scalar.value >> 8)])
          let entry = FoldingTable.Entry(bits: entries[page << 8 | Int(scalar.value & 0xFF)])
          guard entry.isPlain, !Hangul.isJamo(scalar.value) else { return }
          append(entry, text, at: index, length: scalar.length, to: &output)
          isBehindLetter = true
          index += scalar.length
        }
      }
    }
    return index
  }

  @inline(__always)
  private static func append(
    _ entry: FoldingTable.Entry, _ text: Span<UInt8>, at index: Int, length: Int,
    to output: inout OutputSpan<UInt8>
  ) {
    if entry.length == FoldingTable.Entry.unchanged {
      for offset in index..<index + length { output.append(text[offset]) }
    } else {
      var payload = entry.payload
      for _ in 0..<entry.length {
        output.append(UInt8(truncatingIfNeeded: payload))
        payload >>= 8
      }
    }
  }

  /// A space, or a comma and a space, with a letter behind it: nearly all separators.
  @inline(__always)
  private static func plainSeparator(
    _ text: Span<UInt8>, at index: Int, _ end: Int, _ letters: Span<UInt8>, comma: UInt8
  ) -> (byte: UInt8, length: Int)? {
    guard index + 2 < end else { return nil }
    if text[index] == UInt8(ascii: " ") {
      return isPlainLetter(text[index + 1], letters) ? (Separator.soft, 1) : nil
    }
    let isComma = text[index] == UInt8(ascii: ",") && text[index + 1] == UInt8(ascii: " ")
    return isComma && isPlainLetter(text[index + 2], letters) ? (comma, 2) : nil
  }

  /// ASCII letters and digits, and the lead bytes of Cyrillic.
  @inline(__always)
  private static func isPlainLetter(_ byte: UInt8, _ letters: Span<UInt8>) -> Bool {
    byte < 0x80 ? letters[Int(byte)] != 0 : byte == 0xD0 || byte == 0xD1
  }
}
