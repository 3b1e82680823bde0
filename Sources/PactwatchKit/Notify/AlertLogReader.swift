package import Posix

/// Reads the lines of an alert log, and those that come later, over rotations.
package struct AlertLogReader {
  private let path: String
  private var inode: UInt64?
  private var offset = 0
  /// The beginning of a line whose end is not there yet.
  private var rest: [UInt8] = []

  private static let partSize = 1 << 20

  package init(_ path: String) {
    self.path = path
  }

  /// Hands over each complete line that has come since the last call, without its line end.
  package mutating func newLines(_ each: (ArraySlice<UInt8>) -> Void) throws(PosixError) {
    let file = try OpenFile.reading(path)
    let status = try file.status()
    if inode != status.inode || status.size < offset {
      // Rotated or cut: a new file begins.
      (inode, offset, rest) = (status.inode, 0, [])
    }
    while true {
      let part = try file.part(from: offset, count: Self.partSize)
      if part.isEmpty { return }
      offset += part.count
      rest += part
      handOver(each)
    }
  }

  private mutating func handOver(_ each: (ArraySlice<UInt8>) -> Void) {
    guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return }
    for line in rest[...end].split(separator: UInt8(ascii: "\n")) { each(line) }
    rest.removeSubrange(...end)
  }
}
