import Glibc

/// Whole files and names of files.
package enum Files {
  /// The contents of a regular file; more than `limit` bytes is an error.
  ///
  /// `anyKind` admits pipes and devices too, for what a person names on the command line.
  package static func read(_ path: String, limit: Int, anyKind: Bool = false) throws(PosixError) -> [UInt8] {
    try OpenFile.reading(path, anyKind: anyKind).read(limit: limit)
  }

  /// Puts a file in place of another at once: readers see the old contents or the new, never half.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o640) throws(PosixError) {
    let temporary = path + ".new"
    let file = try OpenFile.replacing(temporary, mode: mode)
    try file.write(bytes)
    try file.sync()
    try rename(temporary, to: path)
  }

  /// What stands behind a path, symbolic links followed.
  package static func status(_ path: String) throws(PosixError) -> FileStatus {
    var buffer = stat()
    try attempt("examine", path) { unsafe stat(path, &buffer) }
    return FileStatus(buffer)
  }

  /// The file that a path names in the end, symbolic links followed; see realpath(3).
  package static func target(of path: String) throws(PosixError) -> String {
    var target = ""
    try attempt("find", path) {
      guard let name = unsafe realpath(path, nil) else { return -1 }
      defer { unsafe free(name) }
      target = unsafe String(cString: name)
      return 0
    }
    return target
  }

  package static func exists(_ path: String) -> Bool { (try? status(path)) != nil }

  package static func isRegular(_ path: String) -> Bool { (try? status(path))?.kind == .regular }

  package static func rename(_ path: String, to destination: String) throws(PosixError) {
    guard !destination.utf8.contains(0) else { throw PosixError("rename", destination, .system(EINVAL)) }
    try attempt("rename", path) { unsafe Glibc.rename(path, destination) }
  }

  package static func remove(_ path: String) throws(PosixError) {
    try attempt("remove", path) { unsafe unlink(path) }
  }

  package static func setMode(_ path: String, _ mode: UInt32) throws(PosixError) {
    try attempt("set the mode of", path) { unsafe chmod(path, mode) }
  }
}
