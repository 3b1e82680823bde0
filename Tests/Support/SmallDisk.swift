import Foundation

/// A disk of a few kilobytes in memory, to be filled up. Only root may mount one.
package final class SmallDisk: Sendable {
  private let folder: TemporaryDirectory
  package var path: String { folder.path }

  package static var isPossible: Bool { (try? SmallDisk(kilobytes: 16)) != nil }

  package init(kilobytes: Int) throws {
    folder = try TemporaryDirectory()
    try Self.call("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", folder.path])
  }

  deinit { try? Self.call("umount", [folder.path]) }

  package func grow(kilobytes: Int) throws {
    try Self.call("mount", ["-o", "remount,size=\(kilobytes)k", folder.path])
  }

  private static func call(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/\(command)")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }
}
