package import Posix

/// Reads the lines of an alert log, and those that come later, over rotations.
package struct AlertLogReader: ~Copyable {
  private let path: String
  /// Held open: what came last before a rotation is in it, under whatever name.
  private var file: OpenFile?
  private var inode: UInt64?
  private var offset = 0
  private var lines = LineCutter()

  private static let partSize = 1 << 20

  package init(_ path: String) {
    self.path = path
  }

  /// Hands over each complete line that has come since the last call, without its line end.
  package mutating func newLines(_ each: (ArraySlice<UInt8>) -> Void) throws(PosixError) {
    try readOn(each)
    let current = try OpenFile.reading(path)
    let status = try current.status()
    // Rotated or cut: a new file begins.
    guard inode != status.inode || status.size < offset else { return }
    // A line may have come between the last read and the rotation.
    try readOn(each)
    file = consume current
    (inode, offset, lines) = (status.inode, 0, LineCutter())
    try readOn(each)
  }

  private mutating func readOn(_ each: (ArraySlice<UInt8>) -> Void) throws(PosixError) {
    while let part = try file?.part(from: offset, count: Self.partSize), !part.isEmpty {
      offset += part.count
      lines.take(part, each)
    }
  }
}
