import Posix

/// Who writes or reads which file: one that two would use is doubled, overwritten or lost.
struct FileOwners {
  /// What is said of each file's owner, by the file's place.
  private var owners: [String: String] = [:]

  /// The files of the state and those that the configuration was read from.
  init(_ settings: Settings, read: some Sequence<String>) {
    let database = settings.stateFile
    for path in [database, "\(database)-wal", "\(database)-shm", settings.lockFile] {
      owners[Self.place(path)] = "the state keeps"
    }
    for path in read { owners[Self.place(path)] = "the configuration is read from" }
  }

  /// Takes a file; where it has an owner already, what is to be said about it.
  mutating func take(_ path: String, as owner: String) -> String? {
    let place = Self.place(path)
    if let other = owners[place] { return "\(other) the same file; give it one of its own" }
    owners[place] = owner
    return nil
  }

  /// Whether somebody has taken the file.
  func have(_ path: String) -> Bool { owners[Self.place(path)] != nil }

  /// The same for all ways to write a path: the file itself where it is there, else its name in its folder.
  static func place(_ path: String) -> String {
    if let status = try? Files.status(path) { return "\(status.device) \(status.inode)" }
    let folder = FilePath.folder(of: path)
    guard let status = try? Files.status(folder) else { return withoutDots(path) }
    return "\(status.device) \(status.inode)/\(path.split(separator: "/").last ?? "")"
  }

  private static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
