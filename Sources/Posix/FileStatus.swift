import Glibc

/// What the system knows about a file; see inode(7).
package struct FileStatus: Equatable, Sendable {
  package var kind: Kind
  package var device: UInt64
  package var inode: UInt64
  package var size: Int
  /// The last change of the contents, in milliseconds since 1970.
  package var modified: Int
  /// The permission bits.
  package var mode: UInt32

  package enum Kind: Sendable {
    case regular
    case directory
    case other
  }

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      default: .other
      }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = status.st_size
    modified = status.st_mtim.tv_sec * 1_000 + status.st_mtim.tv_nsec / 1_000_000
    mode = status.st_mode & 0o7777
  }

  /// Whether everybody on this machine may read it.
  package var isWorldReadable: Bool { mode & 0o004 != 0 }
}
