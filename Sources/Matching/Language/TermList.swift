import Statements

/// Splits what stands behind `en:` at its commas, except those in quotes and braces.
enum TermList {
  static func split(_ source: SourceText) -> [SourceText] {
    let bytes = Array(source.text.utf8)
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
        terms.append(trimmed(source, bytes, start..<index))
        start = index + 1
      default: break
      }
      index += 1
    }
    let last = trimmed(source, bytes, start..<bytes.count)
    // A comma at the end invites the next line; it's no empty term.
    if !last.text.isEmpty || terms.isEmpty { terms.append(last) }
    return terms
  }

  private static func trimmed(_ source: SourceText, _ bytes: [UInt8], _ range: Range<Int>) -> SourceText {
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n")]
    var range = range
    while let first = range.first, blanks.contains(bytes[first]) { range = range.dropFirst() }
    while let last = range.last, blanks.contains(bytes[last]) { range = range.dropLast() }
    return source.slice(range)
  }
}
