import Glibc

/// Directories and patterns of file names.
package enum Directories {
  /// The names in a directory, sorted by bytes, without `.` and `..`.
  package static func names(in path: String) throws(PosixError) -> [String] {
    guard !path.utf8.contains(0) else { throw PosixError("list", path, .system(EINVAL)) }
    guard let directory = unsafe opendir(path) else { throw PosixError("list", path, .system(errno)) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw PosixError("list", path, .system(errno)) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Creates a directory; its parent must be there, and it is no error where the directory is there already.
  package static func create(_ path: String, mode: UInt32 = 0o750) throws(PosixError) {
    do {
      try attempt("create", path) { unsafe mkdir(path, mode) }
    } catch {
      guard error.code == EEXIST, try Files.status(path).kind == .directory else { throw error }
    }
  }

  /// Returns when the disk holds the directory's entries: what a new file needs to survive a power cut.
  package static func sync(_ path: String) throws(PosixError) {
    try OpenFile.directory(path).sync()
  }

  /// The existing paths that a shell pattern names, sorted by bytes; see glob(7).
  ///
  /// A pattern without `*`, `?` and `[` names itself, whether it exists or not.
  package static func paths(matching pattern: String) throws(PosixError) -> [String] {
    guard !pattern.utf8.contains(0) else { throw PosixError("expand", pattern, .system(EINVAL)) }
    guard pattern.utf8.contains(where: { "*?[".utf8.contains($0) }) else { return [pattern] }
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    switch unsafe glob(pattern, GLOB_ERR | GLOB_NOSORT, nil, &found) {
    case 0: break
    case GLOB_NOMATCH: return []
    case GLOB_NOSPACE: throw PosixError("expand", pattern, .system(ENOMEM))
    default: throw PosixError("expand", pattern, .system(errno))
    }
    var paths: [String] = []
    for index in unsafe 0..<Int(found.gl_pathc) {
      if let path = unsafe found.gl_pathv[index] { unsafe paths.append(String(cString: path)) }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
