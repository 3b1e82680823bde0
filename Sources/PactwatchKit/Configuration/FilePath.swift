internal import Posix

/// Paths as text.
package enum FilePath {
  /// An absolute path as it is, a relative one seen from a folder.
  package static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  /// The same path from every working directory. A `..` stays, for it may lead out of a symbolic link's target.
  static func absolute(_ path: String) -> String {
    let parts = resolve(path, in: CurrentProcess.workingDirectory).split(separator: "/")
    return "/" + parts.filter { $0 != "." }.joined(separator: "/")
  }

  /// The folder a file stands in; `.` for a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
