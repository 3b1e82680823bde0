import Statements

/// Splits what stands behind `en:` at its commas, except those in quotes and braces.
enum TermList {
  static func split(_ source: SourceText) -> [SourceText] {
    var cutter = SourceCutter(source)
    let bytes = cutter.bytes
    var terms: [SourceText] = []
    var start = 0
    var isQuoted = false
    var depth = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ",") where !isQuoted && depth == 0:
        terms.append(cutter.cut(trimmed(bytes, start..<index)))
        start = index + 1
      default: break
      }
      index += 1
    }
    let last = trimmed(bytes, start..<bytes.count)
    // A comma at the end invites the next line; it's no empty term.
    if !last.isEmpty || terms.isEmpty { terms.append(cutter.cut(last)) }
    return terms
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, isBlank(bytes[first]) { range = range.dropFirst() }
    while let last = range.last, isBlank(bytes[last]) { range = range.dropLast() }
    return range
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }
}
