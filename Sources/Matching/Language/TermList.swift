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
        terms.append(cutter.cut(WhiteSpace.trimmed(start..<index, of: bytes)))
        start = index + 1
      default: break
      }
      index += 1
    }
    let last = WhiteSpace.trimmed(start..<bytes.count, of: bytes)
    // A comma at the end invites the next line; it's no empty term.
    if !last.isEmpty || terms.isEmpty { terms.append(cutter.cut(last)) }
    return terms
  }
}
