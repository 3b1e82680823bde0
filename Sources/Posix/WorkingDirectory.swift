import Glibc

extension CurrentProcess {
  /// The folder that relative paths start from; see getcwd(3).
  package static var workingDirectory: String {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
