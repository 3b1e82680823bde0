/// A line's bytes, and which of them are neither indentation, comment nor blank at the end.
package struct LineText: Sendable {
  package let bytes: ArraySlice<UInt8>

  /// The lines of a file, without the carriage returns that some editors write.
  package static func lines(of file: ArraySlice<UInt8>) -> [LineText] {
    file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      LineText(bytes: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0)
    }
  }

  /// A file without the byte order mark that some editors write.
  package static func content(of file: [UInt8]) -> ArraySlice<UInt8> {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return file.starts(with: byteOrderMark) ? file[3...] : file[...]
  }

  /// From `#` on, without blanks at the end; nil where there is none.
  package var comment: String? {
    let start = commentStart(from: bytes.firstIndex { !Self.isBlank($0) } ?? bytes.endIndex)
    guard start < bytes.endIndex else { return nil }
    let end = bytes.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  package var content: ArraySlice<UInt8> {
    let start = bytes.firstIndex { !Self.isBlank($0) } ?? bytes.endIndex
    var end = commentStart(from: start)
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  /// Columns before the content; a tab goes to the next multiple of 8, as in Makefiles and Python.
  package var indentation: Int {
    let tabStop = 8
    return bytes.prefix(while: Self.isBlank).reduce(0) { column, byte in
      byte == UInt8(ascii: "\t") ? (column / tabStop + 1) * tabStop : column + 1
    }
  }

  var firstControl: Int? {
    bytes.firstIndex { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }
  }

  /// A `#` begins a comment at the start or behind a blank, but not within double quotes.
  private func commentStart(from start: Int) -> Int {
    var isQuoted = false
    var index = start
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "#") where !isQuoted && (index == start || Self.isBlank(bytes[index - 1])):
        return index
      default: break
      }
      index += 1
    }
    return bytes.endIndex
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { count, byte in byte & 0xC0 == 0x80 ? count : count + 1 }
  }
}
