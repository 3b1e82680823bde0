import Bytes

/// A line's bytes, and which of them are neither indentation, comment nor blank at the end.
package struct LineText: Sendable {
  package let bytes: ArraySlice<UInt8>

  /// The lines of a file, without the carriage returns that some editors write.
  package static func lines(of file: ArraySlice<UInt8>) -> [LineText] {
    let text = file.span
    var lines: [LineText] = []
    var start = 0
    while true {
      let end = Bytes.first(UInt8(ascii: "\n"), in: text, from: start)
      let hasReturn = end > start && text[end - 1] == carriageReturn
      let first = file.startIndex + start
      lines.append(LineText(bytes: file[first..<file.startIndex + (hasReturn ? end - 1 : end)]))
      guard end < text.count else { return lines }
      start = end + 1
    }
  }

  private static let carriageReturn = UInt8(ascii: "\r")

  /// Whether all lines of a file are UTF-8 without control characters, so that none need be looked at.
  static func areClean(_ file: [UInt8]) -> Bool {
    Bytes.kind(of: file) != .unclean && Bytes.first(carriageReturn, in: file, file.indices) == file.count
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

  var isBlank: Bool { bytes.allSatisfy(Self.isBlank) }

  var scalars: [Unicode.Scalar] { Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) }

  var firstControl: Int? {
    bytes.firstIndex { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }
  }

  /// A `#` begins a comment at the start or behind a blank, but not within double quotes.
  private func commentStart(from start: Int) -> Int {
    guard Bytes.first(UInt8(ascii: "#"), in: bytes.span, from: 0) < bytes.count else { return bytes.endIndex }
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
