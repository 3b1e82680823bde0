/// Cuts bytes that come in pieces into lines.
struct LineCutter {
  /// The beginning of a line whose end is not there yet.
  private var rest: [UInt8] = []

  /// No alert is longer; of what is, only so much is handed over, so that no file without line ends fills the memory.
  private static let longest = 16 << 20

  /// Hands over each line that is whole now, without its end; empty ones are left out.
  mutating func take(_ piece: [UInt8], _ each: (ArraySlice<UInt8>) -> Void) {
    guard let end = piece.lastIndex(of: UInt8(ascii: "\n")) else {
      rest += piece.prefix(Self.longest - rest.count)
      return
    }
    rest += piece[...end]
    for line in rest.split(separator: UInt8(ascii: "\n")) { each(line) }
    rest = Array(piece[(end + 1)...])
  }

  /// Hands over the last line where it has no end, and gives whether it has one.
  mutating func finish(_ each: (ArraySlice<UInt8>) -> Void) -> Bool {
    defer { rest = [] }
    if !rest.isEmpty { each(rest[...]) }
    return rest.isEmpty
  }
}
